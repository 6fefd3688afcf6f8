"""The institution as Django sees it."""

from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    """行政执法."""

    name = "yifa.domains.enforcement"
    label = "enforcement"
    verbose_name = "行政执法"
    default_auto_field = "django.db.models.BigAutoField"
