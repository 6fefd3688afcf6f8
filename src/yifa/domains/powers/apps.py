"""The institution as Django sees it."""

from django.apps import AppConfig


class PowersConfig(AppConfig):
    """权责清单."""

    name = "yifa.domains.powers"
    label = "powers"
    verbose_name = "权责清单"
    default_auto_field = "django.db.models.BigAutoField"
