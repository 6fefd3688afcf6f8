"""Dossiers as a Django application of their own."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The dossiers of an installation."""

    name = "yifa.kernel.dossiers"
    label = "dossiers"
    verbose_name = "卷宗"
    default_auto_field = "django.db.models.BigAutoField"
