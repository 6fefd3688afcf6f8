"""The institution as Django sees it."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """行政执法监督、机关考核底稿、指标体系和实施纲要任务."""

    name = "yifa.domains.supervision"
    label = "supervision"
    verbose_name = "行政执法监督"
    default_auto_field = "django.db.models.BigAutoField"
