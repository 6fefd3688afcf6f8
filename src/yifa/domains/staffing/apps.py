"""The institution as Django sees it."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    """机构编制."""

    name = "yifa.domains.staffing"
    label = "staffing"
    verbose_name = "机构编制"
    default_auto_field = "django.db.models.BigAutoField"
