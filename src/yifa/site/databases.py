"""Which database is used: an address from the environment becomes Django's own settings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

HOME_DEFAULT = "var"
FILE_NAME = "yifa.sqlite3"

# An act is evidence: once acknowledged it must survive a power cut, hence synchronous=FULL.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # What is erased must be gone from the file too, not only from its tables.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
}


class UnableToReadDatabaseAddress(ValueError):
    """The address of the database is not one that this program understands."""


def home(environ: Mapping[str, str]) -> Path:
    """Return the folder in which an installation keeps its files."""
    return Path(environ.get("YIFA_HOME") or HOME_DEFAULT).absolute()


def database(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return Django's settings of the one database that the environment asks for."""
    address = environ.get("YIFA_DATABASE_URL", "").strip()
    return from_address(address) if address else _sqlite(home(environ) / FILE_NAME)


def from_address(address: str) -> dict[str, Any]:
    """Return Django's settings for an address: ``sqlite:///path`` (four slashes when absolute) or ``postgresql://user@host/name``."""
    scheme, separator, rest = address.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return _sqlite(Path(unquote(rest[1:])).absolute())
    if scheme in {"postgresql", "postgres"} and separator:
        return _postgresql(address)
    # The address itself stays out of the sentence: it may hold a password.
    message = (
        f"无法识别数据库地址(以「{scheme[:12]}」开头)。请把 YIFA_DATABASE_URL 写成 "
        "sqlite:///目录/文件(绝对路径用四个斜线)或 postgresql://用户:口令@主机:端口/库名;不设置时使用 YIFA_HOME 下的 SQLite 文件。"
    )
    raise UnableToReadDatabaseAddress(message)


def _sqlite(file: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": dict(SQLITE_OPTIONS)}


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    if not name:
        message = "数据库地址缺少库名。请把 YIFA_DATABASE_URL 写成 postgresql://用户:口令@主机:端口/库名。"
        raise UnableToReadDatabaseAddress(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
