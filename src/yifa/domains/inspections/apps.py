"""The institution as Django sees it."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """双随机、一公开."""

    name = "yifa.domains.inspections"
    label = "inspections"
    verbose_name = "双随机、一公开"
    default_auto_field = "django.db.models.BigAutoField"
