from django.apps import AppConfig


class TrialConfig(AppConfig):
    name = "tests.kernel.trial.tables"
    label = "trial"
    default_auto_field = "django.db.models.BigAutoField"
