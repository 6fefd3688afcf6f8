"""Drafts as a Django application of their own."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """The drafts of an installation."""

    name = "yifa.kernel.drafts"
    label = "drafts"
    verbose_name = "文稿"
    default_auto_field = "django.db.models.BigAutoField"
