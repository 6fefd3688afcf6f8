"""After the approval no other edition goes up in place of the approved one."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.surfaces.workbench.test_campaign import EDITIONS, asked, fix, head, installation, reporter, write
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.models import Act
from yifa.law.act import Kind
from yifa.law.fold import Given

__all__ = ["head", "installation", "reporter"]
pytestmark = pytest.mark.django_db


def test_an_approved_report_is_not_sent_up_again(reporter: Client, head: Client) -> None:
    case = asked(head)
    fix(reporter)
    assert head.post(EDITIONS, {"do": "submit"}).status_code == 302
    approval = Proposed(Kind.DONE, "approval", timezone.localdate())
    perform(case_id=case.pk, act=approval, by=Actor("区长"), at=timezone.now(), given=Given())
    write(reporter, "审定以后改的一句。")
    fix(reporter, "悄悄修改", after=1)
    answer = head.post(EDITIONS, {"do": "submit"})
    assert answer.status_code == 422
    assert "公开的应当是审定的那一稿" in answer.content.decode()
    assert Act.objects.filter(case=case, step="submission").count() == 1
