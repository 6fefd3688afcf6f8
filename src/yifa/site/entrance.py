"""How people get in, as the environment says it: security profile, second factor, unified identity (OIDC)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PROFILES = ("", "djcp3")
FACTOR = {"required": True, "offered": False}
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def security_profile(environ: Mapping[str, str]) -> str:
    """The security profile. Raises ImproperlyConfigured for one that does not exist: a misspelt one protects nothing."""
    said = environ.get("YIFA_SECURITY_PROFILE", "").strip()
    if said not in PROFILES:
        raise ImproperlyConfigured(f"没有安全配置「{said}」。YIFA_SECURITY_PROFILE 可以写 djcp3,或者不设置。")
    return said


def factor_required(environ: Mapping[str, str]) -> bool:
    """Whether everybody needs a second factor: unless it is said, as soon as other machines reach the pages."""
    said = environ.get("YIFA_MFA", "").strip()
    if not said:
        return bool(environ.get("YIFA_HOSTS", "").strip())
    if said not in FACTOR:
        raise ImproperlyConfigured(f"无法识别 YIFA_MFA「{said}」。请写 required(必须)或 offered(可选)。")
    return FACTOR[said]


def unified_identity(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The provider of unified identity; empty where none is named. Raises ImproperlyConfigured for half of one."""
    url = environ.get("YIFA_OIDC_URL", "").strip().rstrip("/")
    if not url:
        return {}
    told = {
        "url": url,
        "client_id": environ.get("YIFA_OIDC_CLIENT_ID", "").strip(),
        "client_secret": environ.get("YIFA_OIDC_CLIENT_SECRET", "").strip(),
        "claim": environ.get("YIFA_OIDC_CLAIM", "").strip() or "sub",
    }
    if not told["client_id"] or not told["client_secret"]:
        raise ImproperlyConfigured(
            "统一身份认证没有设置完整。请同时设置 YIFA_OIDC_URL、YIFA_OIDC_CLIENT_ID 和 YIFA_OIDC_CLIENT_SECRET。"
        )
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ImproperlyConfigured("统一身份认证的地址须以 https:// 开头。请核对 YIFA_OIDC_URL。")
    return told


def trusted_origins(hosts: Iterable[str]) -> list[str]:
    """From where forms may come when a server that speaks TLS stands before us; a leading dot stands for all beneath."""
    return [f"https://{'*' if name.startswith('.') else ''}{name}" for name in hosts if name != "*"]


def password_validators() -> list[dict[str, Any]]:
    """What every new password must satisfy; the last two only ask anything under profile djcp3."""
    django, ours = "django.contrib.auth.password_validation", "yifa.kernel.accounts.passwords"
    return [
        {"NAME": f"{django}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
        {
            "NAME": f"{django}.UserAttributeSimilarityValidator",
            "OPTIONS": {"user_attributes": ("name", "person")},
        },
        {"NAME": f"{django}.CommonPasswordValidator"},
        {"NAME": f"{django}.NumericPasswordValidator"},
        {"NAME": f"{ours}.ComplexityValidator"},
        {"NAME": f"{ours}.HistoryValidator"},
    ]
