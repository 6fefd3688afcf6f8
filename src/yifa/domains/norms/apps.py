"""The institution as Django sees it."""

from django.apps import AppConfig


class NormsConfig(AppConfig):
    """行政规范性文件."""

    name = "yifa.domains.norms"
    label = "norms"
    verbose_name = "行政规范性文件"
    default_auto_field = "django.db.models.BigAutoField"
