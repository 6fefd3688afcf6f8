from datetime import date, datetime, timedelta

import pytest

from tests.surfaces.posts import BUREAU, NOW, SINCE, organ_at
from yifa.kernel.acting import open_in_post
from yifa.kernel.machines.models import Delivery, Token, Webhook
from yifa.kernel.machines.tokens import UnableToGiveToken, acting_by, give_token, token_of
from yifa.kernel.machines.webhooks import WAITS, Told, UnableToSetWebhook, deliver, gather, set_webhook, signature
from yifa.law.fold import Given

pytestmark = pytest.mark.django_db

ON = date(2022, 3, 1)
ENTERED = NOW + timedelta(days=57)
LATER = NOW + timedelta(days=60)


class Receiver:
    """The other side: takes messages, or says what is wrong with it."""

    def __init__(self, says: str = "") -> None:
        self.says = says
        self.taken: list[tuple[str, bytes, dict[str, str]]] = []

    def __call__(self, url: str, body: bytes, headers: dict[str, str]) -> str:
        self.taken.append((url, body, headers))
        return self.says


def token_of_organ(organ: str = BUREAU) -> Token:
    return give_token(
        name="对接系统",
        organ=organ_at(organ),
        role="handler",
        valid_from=SINCE,
        valid_to=date(2099, 1, 1),
        by="测试",
        at=NOW,
    )[0]


def hook_of(token: Token) -> Webhook:
    return set_webhook(token=token, url="https://example.invalid/told", by="测试", at=NOW)


def opened(token: Token, at: datetime) -> int:
    return open_in_post(
        acting_by(token), procedure="trial_permit", on=ON, at=at, given=Given(), title="停车办法"
    ).case_id


class TestAToken:
    def test_of_an_administrator_is_not_given(self) -> None:
        with pytest.raises(UnableToGiveToken, match="接口不能使用角色"):
            give_token(
                name="系统", organ=organ_at(BUREAU), role="operator", valid_from=ON, valid_to=ON, by="测试", at=NOW
            )

    @pytest.mark.parametrize(("on", "is_in_force"), [(date(2022, 2, 28), False), (ON, True), (date(2022, 3, 2), False)])
    def test_is_in_force_from_its_first_to_its_last_day(self, on: date, *, is_in_force: bool) -> None:
        _, word = give_token(
            name="系统", organ=organ_at(BUREAU), role="handler", valid_from=ON, valid_to=ON, by="测试", at=NOW
        )
        assert (token_of(word, on=on) is not None) is is_in_force

    def test_is_kept_as_a_digest_only(self) -> None:
        token, word = give_token(
            name="系统", organ=organ_at(BUREAU), role="handler", valid_from=ON, valid_to=ON, by="测试", at=NOW
        )
        assert all(word not in str(value) for value in vars(token).values())


class TestAWebhook:
    def test_is_told_once_of_each_act_that_its_token_may_see(self) -> None:
        ours, theirs = token_of_organ(), token_of_organ("示例区/区教育局")
        hook_of(ours), hook_of(theirs)
        opened(ours, ENTERED)
        assert (gather(at=LATER, on=ON), gather(at=LATER, on=ON)) == (1, 0)
        receiver = Receiver()
        assert deliver(at=LATER, post=receiver).taken == 1
        assert deliver(at=LATER, post=receiver).taken == 0
        assert len(receiver.taken) == 1
        assert b"trial_permit" in receiver.taken[0][1]

    def test_tells_nothing_of_what_the_act_states(self) -> None:
        token = token_of_organ()
        hook_of(token)
        opened(token, ENTERED)
        gather(at=LATER, on=ON)
        assert "停车办法" not in Delivery.objects.get().body

    def test_signs_what_it_sends(self) -> None:
        token = token_of_organ()
        hook = hook_of(token)
        opened(token, ENTERED)
        gather(at=LATER, on=ON)
        receiver = Receiver()
        deliver(at=LATER, post=receiver)
        _, body, headers = receiver.taken[0]
        stamp = str(int(LATER.timestamp()))
        assert headers["Yifa-Signature"] == f"t={stamp},v1={signature(hook.secret, stamp, body)}"

    def test_waits_for_acts_that_may_still_be_committed(self) -> None:
        token = token_of_organ()
        hook_of(token)
        opened(token, ENTERED)
        assert gather(at=ENTERED + timedelta(seconds=1), on=ON) == 0
        assert gather(at=ENTERED + timedelta(minutes=1), on=ON) == 1

    def test_is_tried_again_after_each_wait_and_then_given_up(self) -> None:
        token = token_of_organ()
        hook_of(token)
        opened(token, ENTERED)
        at = LATER
        gather(at=at, on=ON)
        receiver = Receiver("对方没有应答")
        for wait in WAITS:
            assert deliver(at=at, post=receiver).waiting == 1
            assert deliver(at=at + wait - timedelta(seconds=1), post=receiver) == Told()
            at += wait
        assert deliver(at=at, post=receiver).given_up == 1
        assert Delivery.objects.get().said == "对方没有应答"

    @pytest.mark.parametrize(
        "url", ["http://example.invalid/", "https://a:b@example.invalid/", "file:///etc/passwd", ""]
    )
    def test_goes_nowhere_but_by_https(self, url: str) -> None:
        with pytest.raises(UnableToSetWebhook):
            set_webhook(token=token_of_organ(), url=url, by="测试", at=NOW)
