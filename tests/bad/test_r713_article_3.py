"""国务院令第713号第三条: the catalogue is made public only after the Party committee has agreed."""

from tests.bad.cases import act, codes, sentences
from yifa.domains.decisions.procedure import CATALOGUE

DELIBERATED = act("deliberation", "2022-03-01")
PUBLISH = act("publication", "2022-04-20")


class TestCatalogueWithoutConsent:
    def test_is_refused(self) -> None:
        assert sentences(CATALOGUE, (DELIBERATED,), PUBLISH) == [
            "不得办理公布目录:党委同意尚未完成(《重大行政决策程序暂行条例》第三条)。请先由同级党委完成党委同意。"
        ]

    def test_is_refused_where_the_consent_is_dated_later(self) -> None:
        consent = act("consent", "2022-04-21")
        assert codes(CATALOGUE, (DELIBERATED, consent), PUBLISH) == ["decision.catalogue_without_consent"]


class TestCatalogueWithConsent:
    def test_is_let_through_on_the_same_day(self) -> None:
        assert codes(CATALOGUE, (DELIBERATED, act("consent", "2022-04-20")), PUBLISH) == []
