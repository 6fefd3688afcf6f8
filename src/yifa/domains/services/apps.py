"""The institution as Django sees it."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """政务服务."""

    name = "yifa.domains.services"
    label = "services"
    verbose_name = "政务服务"
    default_auto_field = "django.db.models.BigAutoField"
