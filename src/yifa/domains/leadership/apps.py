"""The institution as Django sees it."""

from django.apps import AppConfig


class LeadershipConfig(AppConfig):
    """第一责任人职责."""

    name = "yifa.domains.leadership"
    label = "leadership"
    verbose_name = "第一责任人职责"
    default_auto_field = "django.db.models.BigAutoField"
