"""The kernel as a Django application."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The one application that every installation has."""

    name = "yifa.kernel"
    label = "kernel"
    verbose_name = "内核"
    default_auto_field = "django.db.models.BigAutoField"
