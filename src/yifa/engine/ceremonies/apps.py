"""Draw ceremonies as a Django application of their own."""

from django.apps import AppConfig


class CeremoniesConfig(AppConfig):
    """The draw ceremonies of an installation."""

    name = "yifa.engine.ceremonies"
    label = "ceremonies"
    verbose_name = "随机抽取"
    default_auto_field = "django.db.models.BigAutoField"
