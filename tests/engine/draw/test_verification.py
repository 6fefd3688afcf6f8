"""What was published proves itself, and whatever is changed by one byte is found — by the program and by the script."""

from __future__ import annotations

import copy
import json
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.draw import sample
from yifa.engine.draw import beacon
from yifa.engine.draw.beacon import Reveal, Revealed, Value
from yifa.engine.draw.bundle import Abort, abort_json, aborted_json, auditors_json, draw, frame_from_json
from yifa.engine.draw.encoding import document_hash
from yifa.engine.draw.frame import Frame, Place
from yifa.engine.draw.inspectors import Inspector, Staffing
from yifa.engine.draw.plan import Exclusion, Plan
from yifa.engine.draw.plan_json import plan_from_json, plan_hash
from yifa.engine.draw.quota import Quota, quota_for
from yifa.engine.draw.refusal import UnableToDraw
from yifa.engine.draw.seal import Seal, Sealed
from yifa.engine.draw.standalone import replay
from yifa.engine.draw.verification import verify

SCRIPT = Path(replay.__file__)
FIELDS = ("", "食品", "价格")


@st.composite
def draws(draw_: st.DrawFn) -> tuple[Frame, Plan, dict[str, Any]]:
    """Any lawful plan over a small frame, and what was published of it."""
    sizes = draw_(st.dictionaries(st.sampled_from("ABC甲"), st.integers(1, 40), min_size=1))
    whole = sample.frame(sizes, key=draw_(st.binary(min_size=32, max_size=32)))
    excluded = {Place(name, 0) for name, size in sizes.items() if size > 2 and draw_(st.booleans())}
    quotas = tuple(
        quota_for(
            size=size,
            asked=draw_(st.integers(1, size.size - (Place(size.name, 0) in excluded))),
            substitutes=draw_(st.integers(0, 3)),
            excluded=Place(size.name, 0) in excluded,
            speciality=draw_(st.sampled_from(FIELDS)),
        )
        for size in whole.sizes
    )
    organs = tuple(draw_(st.lists(st.sampled_from(sample.ORGANS), unique=True)))
    settled = sample.plan(
        whole,
        quotas=quotas,
        exclusions=tuple(Exclusion(place, "已停业") for place in sorted(excluded, key=str)),
        beacon=sample.jointly(organs) if organs else sample.plan().beacon,
        staffing=draw_(st.none() | staffings(sizes)),
    )
    revealing = [organ for organ in organs if draw_(st.booleans())]
    red = draw_(st.lists(st.integers(1, 33), min_size=6, max_size=6, unique=True))
    number = " ".join(map(str, [*red, draw_(st.integers(1, 16))]))
    return whole, settled, sample.published(settled, whole, number=number, by=sample.reveals(*revealing))


@st.composite
def staffings(draw_: st.DrawFn, sizes: dict[str, int]) -> Staffing:
    day = date(2022, 6, 1)
    ends = st.none() | st.sampled_from([day - timedelta(days=1), day, day + timedelta(days=1)])
    places = st.sampled_from([Place(name, position) for name, size in sizes.items() for position in range(size)])
    people = tuple(
        Inspector(
            f"津{i:04d}",
            "区市场监管局",
            tuple(draw_(st.lists(st.sampled_from(FIELDS[1:]), unique=True))),
            draw_(ends),
            draw_(ends),
            draw_(ends),
            tuple(draw_(st.lists(places, unique=True, max_size=2))),
        )
        for i in range(draw_(st.integers(0, 9)))
    )
    return Staffing(day, draw_(st.integers(2, 3)), draw_(st.none() | st.integers(1, 8)), people)


def replayed(folder: Path, bundle: Any, auditors: Any = None) -> int:
    """Run the script in this process on files, as a doubter would."""
    names = ["bundle.json", "auditors.json"][: 1 if auditors is None else 2]
    for name, content in zip(names, (bundle, auditors), strict=False):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return replay.main([str(folder / name) for name in names])


class TestThousandDraws:
    @given(draws())
    @settings(max_examples=1000, suppress_health_check=list(HealthCheck), deadline=None)
    def test_are_verified_by_the_program_and_replayed_by_the_script(
        self, tmp_path_factory: pytest.TempPathFactory, published: tuple[Frame, Plan, dict[str, Any]]
    ) -> None:
        whole, settled, bundle = published
        folder, auditors = tmp_path_factory.getbasetemp(), auditors_json(whole)
        assert verify(bundle, auditors=auditors) == []
        assert replayed(folder, bundle, auditors) == 0
        result = bundle["result"]
        places = [(one["stratum"], one["position"]) for one in (*result["drawn"], *result["substitutes"])]
        excluded = {(one.place.stratum, one.place.position) for one in settled.exclusions}
        assert len(set(places)) == len(places)
        assert not excluded.intersection(places)
        assert len(result["drawn"]) == sum(quota.number for quota in settled.quotas)


@pytest.fixture(scope="module")
def whole() -> Frame:
    return sample.frame()


@pytest.fixture
def bundle(whole: Frame) -> dict[str, Any]:
    settled = sample.plan(whole, beacon=sample.jointly())
    return sample.published(settled, whole, by=sample.reveals(*sample.ORGANS[:2]))


def changed(value: Any) -> Any:
    """The value with one byte of it changed."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str() if value:
            return value[:-1] + ("1" if value[-1] != "1" else "2")
        case _:
            return "1"


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of everything in a document that is not itself made of parts."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from leaves(inner, (*path, key))
        case list():
            for index, inner in enumerate(value):
                yield from leaves(inner, (*path, index))
        case _:
            yield path


def with_change(document: Any, path: tuple[Any, ...]) -> Any:
    other = copy.deepcopy(document)
    inner = other
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = changed(inner[path[-1]])
    return other


# The moment of a seal is not proved by the bundle but by the log; a minute more or less is seen there.
SEEN_IN_THE_LOG = ("seals", "at")
# The script does not read these: it replays whatever is in the file.
LABELS = frozenset([("format",), ("status",)])


class TestOneByte:
    def test_changed_anywhere_in_a_bundle_is_found(self, bundle: dict[str, Any], tmp_path: Path) -> None:
        for path in leaves(bundle):
            if (path[0], path[-1]) == SEEN_IN_THE_LOG:
                continue
            other = with_change(bundle, path)
            assert verify(other), path
            if path not in LABELS:
                assert replayed(tmp_path, other) == 1, path

    def test_changed_anywhere_in_the_auditors_list_is_found(
        self, bundle: dict[str, Any], whole: Frame, tmp_path: Path
    ) -> None:
        auditors = auditors_json(whole)
        for path in leaves(auditors):
            other = with_change(auditors, path)
            if path not in {("format",), ("root",)}:
                assert verify(bundle, auditors=other), path
                assert replayed(tmp_path, bundle, other) == 1, path
        assert verify(bundle, auditors={**auditors, "root": "00" * 32})

    @pytest.mark.parametrize("part", ["plan", "result", "openings", "seals", "plan_hash", "result_hash"])
    def test_of_a_bundle_cannot_be_left_out(self, bundle: dict[str, Any], tmp_path: Path, part: str) -> None:
        del bundle[part]
        assert verify(bundle)
        assert replayed(tmp_path, bundle) == 1


def resealed(document: dict[str, Any]) -> dict[str, Any]:
    """The bundle of somebody who also forges the hashes, as far as the log is not asked."""
    document["plan_hash"] = document["result"]["plan"] = document_hash(document["plan"])
    document["result_hash"] = document_hash(document["result"])
    came = document["result"]["beacon"]
    document["reveals_hash"] = document_hash({"reveals": came["reveals"], "barred": came["barred"]})
    for seal in document["seals"]:
        seal["hash"] = document[f"{seal['what']}_hash"]
    return document


def swap_a_subject(document: dict[str, Any]) -> None:
    document["result"]["drawn"][0]["code"] = "A00039"


def swap_positions(document: dict[str, Any]) -> None:
    drawn = document["result"]["drawn"]
    drawn[0], drawn[1] = drawn[1], drawn[0]


def send_a_friend(document: dict[str, Any]) -> None:
    team = document["result"]["teams"][0]["inspectors"]
    team[0] = next(one["code"] for one in document["plan"]["staffing"]["inspectors"] if one["code"] not in team)


def spare_a_subject(document: dict[str, Any]) -> None:
    first = document["result"]["drawn"][0]
    reason = {"stratum": first["stratum"], "position": first["position"], "reason": "已停业"}
    document["plan"]["exclusions"].append(reason)


def enter_another_number(document: dict[str, Any]) -> None:
    came = document["result"]["beacon"]
    came["number"] = "3-7-11-18-22-31|10"
    for entry in came["entries"]:
        entry["number"] = came["number"]


def drop_a_reveal(document: dict[str, Any]) -> None:
    came = document["result"]["beacon"]
    came["barred"].append(came["reveals"].pop()["organ"])


def reseed(document: dict[str, Any]) -> None:
    """Carry the plan out again with the beacon as it now stands, as a forger would."""
    settled = plan_from_json(document["plan"])
    came = document["result"]["beacon"]
    reveals = tuple(Reveal(one["organ"], bytes.fromhex(one["nonce"])) for one in came["reveals"])
    value = Value(came["number"], sample.entries(came["number"]), Revealed(reveals, tuple(came["barred"])))
    found = draw(settled, frame=sample.frame(), value=value)
    document["result"] = dict(found.result)
    document["openings"] = [{"salt": o.salt.hex(), "proof": b"".join(o.proof).hex()} for o in found.openings]


def reveal_in_another_order(document: dict[str, Any]) -> None:
    document["result"]["beacon"]["reveals"].reverse()
    reseed(document)


def reveal_twice(document: dict[str, Any]) -> None:
    reveals = document["result"]["beacon"]["reveals"]
    reveals.append(reveals[0])
    reseed(document)


def reveal_another_nonce(document: dict[str, Any]) -> None:
    document["result"]["beacon"]["reveals"][0]["nonce"] = "00" * 32
    reseed(document)


FORGERIES = [
    *(swap_a_subject, swap_positions, send_a_friend, spare_a_subject, enter_another_number, drop_a_reveal),
    *(reveal_in_another_order, reveal_twice, reveal_another_nonce),
]


class TestForgery:
    @pytest.mark.parametrize("forge", FORGERIES)
    def test_is_found_even_with_its_hashes_forged(
        self, bundle: dict[str, Any], tmp_path: Path, forge: Callable[[dict[str, Any]], None]
    ) -> None:
        forge(bundle)
        other = resealed(bundle)
        assert verify(other)
        assert replayed(tmp_path, other) == 1

    def test_of_the_plan_after_the_number_shows_in_its_seal(self, bundle: dict[str, Any], tmp_path: Path) -> None:
        bundle["seals"][0]["at"] = sample.ANNOUNCED.isoformat()
        assert any("封存时间不对" in sentence for sentence in verify(bundle))
        assert replayed(tmp_path, bundle) == 1

    def test_of_the_reveals_after_the_number_shows_in_its_seal(self, bundle: dict[str, Any], tmp_path: Path) -> None:
        bundle["seals"][1]["at"] = sample.ANNOUNCED.isoformat()
        assert any("不再接受揭示" in sentence for sentence in verify(bundle))
        assert replayed(tmp_path, bundle) == 1

    def test_of_the_size_of_the_last_stratum_is_found_by_the_auditors(self, whole: Frame, tmp_path: Path) -> None:
        # Who states fewer subjects than there are spares the last ones; the root alone does not say how many there are.
        sizes = (*whole.sizes[:-1], replace(whole.sizes[-1], size=2))
        from_a = {"quotas": (Quota("A", 5),), "exclusions": ()}
        with pytest.raises(UnableToDraw, match="名录不同"):
            sample.drawn(sample.plan(whole, sizes=sizes, **from_a), whole)
        bundle = sample.published(sample.plan(whole, **from_a), whole)
        bundle["plan"]["frame"]["strata"][-1]["size"] = 2
        assert any("审计名册" in sentence for sentence in verify(resealed(bundle), auditors=auditors_json(whole)))
        assert replayed(tmp_path, resealed(bundle), auditors_json(whole)) == 1


class TestBundle:
    def test_shows_nobody_who_was_not_drawn(self, bundle: dict[str, Any], whole: Frame) -> None:
        result = bundle["result"]
        shown = {one["code"] for one in (*result["drawn"], *result["substitutes"])}
        text = json.dumps(bundle, ensure_ascii=False)
        hidden = {code for stratum in whole.strata for code in stratum.codes} - shown
        assert hidden
        assert not [code for code in hidden if code in text]
        assert sample.KEY.hex() not in text

    def test_is_not_made_from_another_frame_than_the_sealed_one(self, whole: Frame) -> None:
        with pytest.raises(UnableToDraw, match="名录哈希不符"):
            draw(sample.plan(whole), frame=sample.frame(key=b"k" * 32), value=sample.value(sample.plan(whole)))

    def test_gives_the_auditors_the_whole_frame(self, whole: Frame) -> None:
        assert frame_from_json(json.loads(json.dumps(auditors_json(whole)))) == whole


class TestAbort:
    def published(self, whole: Frame, *, known: bool) -> dict[str, Any]:
        settled = sample.plan(whole)
        value = sample.value(settled) if known else None
        abort = Abort("区市场监管局局长办公会", sample.ANNOUNCED, "名录版本有误", value)
        digest = document_hash(aborted_json(settled, abort=abort))
        seals = (*sample.seals(settled, result_hash="")[:1], Seal(Sealed.ABORT, digest, sample.ANNOUNCED))
        return dict(json.loads(json.dumps(abort_json(settled, abort=abort, seals=seals))))

    @pytest.mark.parametrize("known", [True, False])
    def test_is_shown_and_verified(self, whole: Frame, tmp_path: Path, known: bool) -> None:  # noqa: FBT001
        bundle = self.published(whole, known=known)
        assert verify(bundle) == []
        assert replayed(tmp_path, bundle) == 0

    def test_shows_whom_it_spared_where_the_number_was_known(self, whole: Frame) -> None:
        settled = sample.plan(whole)
        seed = beacon.seed_of(plan_hash=plan_hash(settled), value=sample.value(settled))
        spared = self.published(whole, known=True)["aborted"]["would_have_drawn"]
        assert [(one["stratum"], one["position"]) for one in spared] == [
            (place.stratum, place.position) for place in sample.outcome(settled, seed=seed).drawn
        ]

    @pytest.mark.parametrize("path", [("why",), ("by",), ("would_have_drawn", 0, "position")])
    def test_cannot_be_told_otherwise_later(self, whole: Frame, tmp_path: Path, path: tuple[Any, ...]) -> None:
        other = with_change(self.published(whole, known=True), ("aborted", *path))
        assert verify(other)
        assert replayed(tmp_path, other) == 1

    def test_needs_somebody_and_a_reason(self) -> None:
        with pytest.raises(UnableToDraw, match="决定人和理由"):
            aborted_json(sample.plan(), abort=Abort("局长", sample.ANNOUNCED, " "))


class TestScript:
    def test_runs_alone_and_prints_who_was_drawn(self, bundle: dict[str, Any], whole: Frame, tmp_path: Path) -> None:
        told = self.run_alone(tmp_path, bundle, auditors_json(whole))
        assert told.returncode == 0, told.stdout + told.stderr
        assert all(one["code"] in told.stdout for one in bundle["result"]["drawn"])
        assert told.stdout.rstrip().endswith("全部一致。")

    def test_ends_with_1_and_says_what_does_not_agree(self, bundle: dict[str, Any], tmp_path: Path) -> None:
        swap_a_subject(bundle)
        told = self.run_alone(tmp_path, bundle)
        assert told.returncode == 1
        assert "【不一致】  对象都在名录中" in told.stdout

    def test_says_so_where_there_is_no_such_file(self, tmp_path: Path) -> None:
        told = self.run_alone(tmp_path, None)
        assert told.returncode == 1
        assert "文件缺少内容或写法不对" in told.stdout

    def test_takes_nothing_from_this_program(self) -> None:
        source = SCRIPT.read_text(encoding="utf-8")
        imported = {name.split(".")[0] for name in runpy.run_path(str(SCRIPT), run_name="replay")}
        assert len(source.splitlines()) <= 200
        assert "yifa." not in source
        assert "import yifa" not in source
        assert "yifa" not in imported

    def run_alone(self, folder: Path, bundle: Any, auditors: Any = None) -> subprocess.CompletedProcess[str]:
        """Run a copy of the script elsewhere, without site packages."""
        script = folder / "replay.py"
        script.write_bytes(SCRIPT.read_bytes())
        names = ["bundle.json"]
        if bundle is not None:
            (folder / "bundle.json").write_text(json.dumps(bundle), encoding="utf-8")
        if auditors is not None:
            (folder / "auditors.json").write_text(json.dumps(auditors), encoding="utf-8")
            names.append("auditors.json")
        command = [sys.executable, "-I", "-S", "-X", "utf8", str(script), *(str(folder / name) for name in names)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
