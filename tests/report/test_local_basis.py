"""Readers are told the document of a local rule, never our name of a parameter."""

from yifa.law.profile import read_profile
from yifa.report.local_basis import documents, named

PROFILE = read_profile(
    {
        "district": "虚拟县",
        "year": 2023,
        "parameters": {
            "powerlist.apply": {"value": 10, "unit": "workday", "basis": "虚拟县权责清单管理办法"},
            "powerlist.review": {"value": 15, "unit": "workday", "basis": "同上:自申请之日起"},
            "decision.catalogue_filing": {"value": 5, "unit": "workday"},
        },
    }
)


class TestALocalRule:
    def test_is_named_by_its_document(self) -> None:
        assert named("地方参数 powerlist.apply", documents(PROFILE)) == "虚拟县权责清单管理办法"

    def test_set_by_the_document_above_is_named_by_that_one(self) -> None:
        told = named("优化营商环境条例 54条;地方参数「powerlist.review」(待核)", documents(PROFILE))
        assert told == "优化营商环境条例 54条;虚拟县权责清单管理办法(待核)"

    def test_without_a_document_is_a_rule_of_the_district(self) -> None:
        known = documents(PROFILE)
        assert named("地方参数 decision.catalogue_filing", known) == "本地规定"
        assert named("地方参数 service.promise_binding", known) == "本地规定"
