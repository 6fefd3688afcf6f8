import ast
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.evidence.made import LOG, OTHER_LOG, WITNESS, Log, witnessed
from tests.kernel.trial.book import NOW, do, opened
from yifa.kernel.evidence.bundle import Bundle, UnableToReadBundle, bundle_text, read_bundle
from yifa.kernel.evidence.checkpoint import Checkpoint
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import CASE_COLUMNS, Subject, act_subject, act_text, case_text, stating
from yifa.kernel.evidence.log import write
from yifa.kernel.evidence.notes import Verifier, read_verifier, signed
from yifa.kernel.evidence.sealing import prove, public_keys, seal_now
from yifa.kernel.evidence.suite import GM
from yifa.kernel.evidence.verification import disagreements
from yifa.kernel.models import Act, Case
from yifa.kernel.storage.rows import ACT_COLUMNS

FOLDER = Path(__file__).parents[3] / "src/yifa/kernel/evidence/standalone"
FILES = ("verify.py", "ed25519.py")
KEYS = (LOG.verifier, WITNESS.verifier)
TEXT = bundle_text(witnessed())


@pytest.fixture
def handed_out(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copyfile(FOLDER / name, tmp_path / name)
    return tmp_path


@pytest.fixture(scope="module")
def verifier() -> Iterator[Any]:
    """The verifier loaded as a script loads it, with the file beside it."""
    loaded = {}
    for name in ("ed25519", "verify"):
        spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        loaded[name] = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded[name])
    yield loaded["verify"]
    for name in loaded:
        del sys.modules[name]


def run(folder: Path, bundle: str, keys: Sequence[Verifier] = ()) -> subprocess.CompletedProcess[str]:
    """Run it as a stranger would: no site-packages, so nothing of yifa can be imported."""
    (folder / "bundle.json").write_text(bundle, encoding="utf-8")
    options = []
    for number, key in enumerate(keys):
        (folder / f"{number}.key").write_text(f"{key.text}\n", encoding="utf-8")
        options += ["--key", f"{number}.key"]
    command = [sys.executable, "-E", "-s", "-S", "-X", "utf8", "verify.py", "bundle.json", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def accepts(verifier: Any, text: str, keys: Sequence[Verifier] = KEYS) -> bool:
    try:
        published = [verifier.read_key(key.text) for key in keys]
        return not list(verifier.disagreements(verifier.read_bundle(text), published))
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def is_proved(text: str, keys: Sequence[Verifier] = KEYS) -> bool:
    try:
        return not list(disagreements(read_bundle(text), trusted=keys))
    except UnableToReadBundle:
        return False


class TestTheStandaloneVerifier:
    def test_accepts_a_bundle_and_prints_what_it_says(self, handed_out: Path) -> None:
        told = run(handed_out, TEXT, KEYS)
        assert told.returncode == 0, told.stdout + told.stderr
        assert "核验通过。" in told.stdout
        assert '事实:{"title":"开办药店"}' in told.stdout
        assert "日期:2022-03-01" in told.stdout
        assert "内容未出示,只证明有这一条" in told.stdout
        assert "见证人「witness.example/审计局」:签名有效" in told.stdout
        assert "公钥是随文件来的" not in told.stdout

    def test_says_that_the_key_came_with_the_bundle_and_prints_it(self, handed_out: Path) -> None:
        told = run(handed_out, TEXT)
        assert told.returncode == 0
        assert "公钥是随文件来的" in told.stdout
        assert f"  {LOG.verifier.text}\n" in told.stdout

    def test_says_that_a_witness_did_not_sign(self, handed_out: Path) -> None:
        told = run(handed_out, bundle_text(Log(3).bundle(opened=[0])), KEYS)
        assert told.returncode == 0
        assert "见证人「witness.example/审计局」:没有有效的签名。" in told.stdout

    def test_refuses_what_another_key_signed(self, handed_out: Path) -> None:
        told = run(handed_out, TEXT, [OTHER_LOG.verifier])
        assert told.returncode == 1
        assert "的签名无效" in told.stdout
        assert "核验未通过,不符之处 3 处。" in told.stdout

    def test_refuses_a_changed_text(self, handed_out: Path) -> None:
        told = run(handed_out, TEXT.replace("药店", "饭店"))
        assert told.returncode == 1
        assert "所附内容与存证时的承诺值不符" in told.stdout

    def test_says_that_it_does_not_know_the_suite_gm(self, handed_out: Path) -> None:
        told = run(handed_out, bundle_text(Log(3, GM).bundle(opened=[0])))
        assert told.returncode == 1
        assert "算法是「gm」,本程序只认识 intl(SHA-256);请用 yifa verify 核验" in told.stdout

    @pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 100_000, "没有", TEXT[:-20]], ids=lambda text: text[:6])
    def test_refuses_what_is_no_bundle(self, handed_out: Path, text: str) -> None:
        told = run(handed_out, text)
        assert (told.returncode, told.stderr) == (1, "")
        assert told.stdout.startswith("核验未通过:")

    def test_says_which_file_is_missing(self, handed_out: Path) -> None:
        command = [sys.executable, "-X", "utf8", "verify.py", "none.json"]
        told = subprocess.run(command, cwd=handed_out, capture_output=True, text=True, encoding="utf-8", check=False)
        assert (told.returncode, told.stdout) == (1, "文件「none.json」不存在或者不可读。请核对路径。\n")

    @settings(deadline=None, max_examples=150)
    @given(st.integers(0, len(TEXT.encode()) - 1), st.integers(0, 255))
    def test_agrees_with_the_program_on_changed_bundles(self, verifier: Any, place: int, byte: int) -> None:
        raw = bytearray(TEXT.encode())
        raw[place] = byte
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            return
        assert accepts(verifier, text) is is_proved(text)

    @settings(deadline=None, max_examples=40)
    @given(st.integers(1, 40), st.data())
    def test_agrees_with_the_program_on_bundles_of_any_log(
        self, verifier: Any, count: int, data: st.DataObject
    ) -> None:
        log, number = Log(count), st.integers(0, count - 1)
        said, shown = data.draw(st.lists(number, max_size=3)), data.draw(st.lists(number, max_size=3))
        earlier = data.draw(st.lists(st.integers(1, count), max_size=2))
        text = bundle_text(log.bundle(said, shown, earlier, witnessed=True))
        assert accepts(verifier, text)
        assert is_proved(text)
        damaged = damage(text, data)
        assert accepts(verifier, damaged) is is_proved(damaged)

    @pytest.mark.parametrize(
        "more",
        ["", "x\n", "time \n", "time 1\n", "time 1\ntime 2\n", "suite \n", "suite intl\n", "suite gm\n", "\n"],
        ids=ascii,
    )
    def test_agrees_with_the_program_on_what_a_checkpoint_adds(self, verifier: Any, more: str) -> None:
        text = Checkpoint(LOG.name, 9, Log(9).tree.root()).text + more
        whole = json.loads(bundle_text(Log(9).bundle(opened=[3]))) | {"checkpoint": str(signed(text, [LOG]))}
        assert accepts(verifier, json.dumps(whole)) is is_proved(json.dumps(whole))

    def test_agrees_with_the_program_on_paths_of_every_shape(self, verifier: Any) -> None:
        log = Log(9)
        for number in range(9):
            for position in range(10):
                forged = replace(log.leaf(number), position=position)
                text = bundle_text(Bundle(log.note(), (LOG.verifier.text,), (forged,)))
                assert accepts(verifier, text, ()) is is_proved(text, ()) is (position == number)


@pytest.mark.django_db
class TestABundleOfTheProgram:
    def test_is_accepted_with_acts_and_the_case_they_belong_to(self, verifier: Any) -> None:
        case_id = opened(title="开办药店")
        do(case_id, "application", date(2022, 3, 1))
        seal_now(at=NOW)
        acts = Act.objects.filter(case_id=case_id).values(*ACT_COLUMNS)
        texts = [(act_subject(case_id, act["seq"]), act_text(act)) for act in acts]
        case = case_text(Case.objects.values(*CASE_COLUMNS).get(pk=case_id))
        for kind, said in ((Subject.ACT, texts), (Subject.CASE, [(str(case_id), case)])):
            text = bundle_text(prove(kind=kind, texts=said))
            published = [read_verifier(key) for key in public_keys()]
            assert is_proved(text, published)
            assert accepts(verifier, text, published)

    def test_is_accepted_with_growth_and_with_what_a_leaf_says_itself(self, verifier: Any) -> None:
        write([stating(suite_in_use(), Subject.FIGURE, "2022/cases", {"value": 7})])
        first = seal_now(at=NOW)
        assert first is not None
        write([stating(suite_in_use(), Subject.STATEMENT, "later", ["one", "two"])])
        seal_now(at=NOW)
        text = bundle_text(prove(kind=Subject.FIGURE, texts=[("2022/cases", None)], since=first.note))
        assert is_proved(text, ())
        assert accepts(verifier, text, ())


class TestThePureVerifier:
    def test_needs_no_django(self) -> None:
        asked = "import sys, yifa.kernel.evidence.verification; sys.exit('django' in sys.modules)"
        subprocess.run([sys.executable, "-c", asked], check=True)


class TestTheFilesHandedOut:
    def test_are_short_enough_to_be_read(self) -> None:
        lines = sum(len((FOLDER / name).read_text(encoding="utf-8").splitlines()) for name in FILES)
        assert lines <= 350

    def test_import_the_standard_library_and_each_other(self) -> None:
        imported = set()
        for name in FILES:
            for node in ast.walk(ast.parse((FOLDER / name).read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    imported |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    imported.add(node.module or "")
        assert {name.partition(".")[0] for name in imported} - sys.stdlib_module_names == {"ed25519"}


def damage(text: str, data: st.DataObject) -> str:
    """Change one value somewhere in a bundle to another of its kind."""
    whole = json.loads(text)
    places = list(values(whole))
    holder, key = data.draw(st.sampled_from(places))
    old = holder[key]
    other = [old[1:], old + old[-1:], old[::-1]] if isinstance(old, str) else [old + 1, -1, 0]
    holder[key] = data.draw(st.sampled_from([*other, None, [], "", 0, True]))
    return json.dumps(whole, ensure_ascii=False)


def values(holder: Any) -> Iterator[tuple[Any, Any]]:
    for key in holder if isinstance(holder, dict) else range(len(holder)):
        if isinstance(holder[key], dict | list):
            yield from values(holder[key])
        else:
            yield holder, key
