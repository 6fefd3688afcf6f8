"""Tokens and webhooks as a Django application."""

from django.apps import AppConfig


class MachinesConfig(AppConfig):
    """The interfaces of an installation."""

    name = "yifa.kernel.machines"
    label = "machines"
    verbose_name = "接口"
    default_auto_field = "django.db.models.BigAutoField"
