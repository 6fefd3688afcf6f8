"""The institution as Django sees it."""

from django.apps import AppConfig


class LegalityConfig(AppConfig):
    """合法性审核."""

    name = "yifa.domains.legality"
    label = "legality"
    verbose_name = "合法性审核"
    default_auto_field = "django.db.models.BigAutoField"
