"""Accounts as a Django application of their own: whatever refers to users waits for its first migration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts of an installation."""

    name = "yifa.kernel.accounts"
    label = "accounts"
    verbose_name = "账号"
    default_auto_field = "django.db.models.BigAutoField"
