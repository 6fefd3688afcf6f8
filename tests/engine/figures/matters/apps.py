from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "tests.engine.figures.matters"
    label = "matters"
    default_auto_field = "django.db.models.BigAutoField"
