"""A column for a moment as offices write it: local day and hour, no time zone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    _Field = models.Field[datetime | None, datetime | None]
else:
    _Field = models.Field


class MomentField(_Field):
    """A local moment without zone (批准时间 09:30), as law counts hours; for columns of `Type.MOMENT`.

    Django's own DateTimeField would demand a zone, which no ledger states.
    """

    description = "local moment"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "timestamp without time zone" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        value = super().get_db_prep_value(value, connection, prepared)
        if value is None or connection.vendor == "postgresql":
            return value
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value

    def from_db_value(self, value: Any, *_: object) -> datetime | None:
        return datetime.fromisoformat(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> datetime | None:
        return self.from_db_value(value)
