"""The institution as Django sees it."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """年度报告报送."""

    name = "yifa.domains.reporting"
    label = "reporting"
    verbose_name = "年度报告报送"
    default_auto_field = "django.db.models.BigAutoField"
