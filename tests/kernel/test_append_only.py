from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from tests.kernel.trial.book import opened
from yifa.kernel import append_only
from yifa.kernel.models import Act, Case

pytestmark = pytest.mark.django_db


class TestTheDatabase:
    def test_refuses_to_change_an_act(self) -> None:
        opened()
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Act.objects.update(on=date(2022, 1, 1))

    def test_refuses_to_delete_an_act(self) -> None:
        case_id = opened()
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM kernel_act WHERE case_id = %s", [case_id])
        assert Act.objects.count() == 1

    def test_refuses_to_empty_the_table(self) -> None:
        opened()
        connection.check_constraints()  # PostgreSQL empties no table while foreign keys wait to be checked
        statement = "DELETE FROM kernel_act" if connection.vendor == "sqlite" else "TRUNCATE kernel_act CASCADE"
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_keeps_a_case_that_has_acts(self) -> None:
        case_id = opened()
        with pytest.raises(ProtectedError):
            Case.objects.get(pk=case_id).delete()

    def test_protects_acts_again_after_a_release(self) -> None:
        opened()
        with append_only.released(connection):
            pass
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Act.objects.update(step="")
