from pathlib import Path
from textwrap import dedent

import pytest

from tests.kernel.trial.ledger import OFFICERS, PERMITS
from tests.kernel.trial.procedure import PERMIT
from tests.kernel.trial.tables.models import Permit
from yifa.kernel.catalogue import UnableToCatalogue, catalogue, check_other_cases, gathered, record_model
from yifa.kernel.ledger import Table
from yifa.law.fact import Fact
from yifa.law.procedure import After, OtherCase, Procedure, Role, Step
from yifa.law.statutes import R713

TRIAL = ("trial", "tests.kernel.trial")


@pytest.fixture
def twin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package that claims what the trial has; its name is new for each test, since modules stay imported."""
    name = f"twin_{abs(hash(tmp_path))}"
    package = tmp_path / name
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "procedure.py").write_text(
        "from tests.kernel.trial.procedure import PERMIT\n\nPROCEDURES = (PERMIT,)\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return name


class TestTheCatalogue:
    def test_finds_what_an_institution_declares_by_file_name(self) -> None:
        found = catalogue()
        assert found.procedures == {("trial_permit", "2019-04-23"): PERMIT}
        assert found.tables == {"trial_permits": PERMITS, "trial_officers": OFFICERS}
        assert (found.figures, found.identities, found.overlays) == ({}, (), ())

    def test_is_made_once(self) -> None:
        assert catalogue() is catalogue()

    def test_knows_the_table_of_a_procedure(self) -> None:
        assert catalogue().table_of(name="trial_permit") is PERMITS
        assert catalogue().table_of(name="other") is None

    def test_knows_the_model_of_a_table(self) -> None:
        assert record_model(PERMITS) is Permit

    def test_refuses_one_id_in_two_institutions(self, twin: str) -> None:
        with pytest.raises(UnableToCatalogue, match="trial_permit 2019-04-23 is declared by both trial and twin"):
            gathered([TRIAL, ("twin", twin)])

    def test_says_when_a_module_does_not_load(self, tmp_path: Path, twin: str) -> None:
        broken = tmp_path / twin / "ledger.py"
        broken.write_text("import nothing_of_that_name\n", encoding="utf-8")
        with pytest.raises(ModuleNotFoundError, match="nothing_of_that_name"):
            gathered([("twin", twin)])

    def test_refuses_a_register_kept_as_cases(self) -> None:
        wrong = Table("wrong", "99", "错", (), key="no", record="trial.Permit")
        with pytest.raises(UnableToCatalogue, match=dedent("table wrong: its model trial.Permit is no Entry")):
            record_model(wrong)

    @pytest.mark.parametrize(
        ("procedure", "step"), [("no_such_procedure", "applied"), ("trial_permit", "no_such_step")]
    )
    def test_refuses_a_rule_about_a_step_of_another_case_that_is_not_installed(self, procedure: str, step: str) -> None:
        rule = After(OtherCase(Fact("of", "所属"), procedure, step, "某步"), R713.art(1), "r", called=("there", "here"))
        asking = Procedure(
            "asking", "问", R713.art(1), (Step("go", "办", Role("who", "某"), R713.art(1), rules=(rule,)),)
        )
        with pytest.raises(UnableToCatalogue, match=f"refers to the step {step} of {procedure}, which is not there"):
            check_other_cases(asking, catalogue())

    def test_takes_an_institution_that_declares_nothing(self) -> None:
        assert gathered([("kernel", "yifa.kernel.models")]).procedures == {}
