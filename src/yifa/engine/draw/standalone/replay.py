# fmt: off
"""复核一次已经公布的抽取。用法:python3 replay.py bundle.json [auditors.json];全部一致时退出码为 0,否则为 1."""
# ruff: noqa: C901, D103, PLR2004, PLW2901, T201 - two hundred lines, so that a sceptic reads them in one sitting
import hashlib
import hmac
import json
import math
import sys
from bisect import bisect_left, insort
from collections import deque
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

FAULTS, ENCODER = list[str](), json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)

def told(good: object, what: str) -> None:
    print(f"{'一致' if good else '【不一致】'}  {what}")
    FAULTS.extend(() if good else (what,))

def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()

def tagged(purpose: str, *parts: bytes) -> bytes:
    return sha(b"yifa-draw-1/", purpose.encode(), b"\0", *parts)

def canonical(value: Any) -> bytes:  # RFC 8785,只含整数和文字
    return ENCODER.encode(value).encode()

def check_beacon(came: Any, planned: Any) -> list[Any]:
    entries, number, outcomes = came["entries"], came["number"], 1
    twice = len({"".join(one["by"].casefold().split()) for one in entries}) == len(entries) == 2
    told(twice and {one["number"] for one in entries} == {number}, f"两人录入相同:{planned['round']} 期 {number}")
    parts = [[int(one) for one in part.split("-")] for part in number.split("|")]
    for part, group in zip(parts, planned["groups"], strict=True):
        span, ordered = range(group["first"], group["last"] + 1), group["ordered"]
        outcomes *= len(span) ** group["count"] if ordered else math.comb(len(span), group["count"])
        fits = len(part) == group["count"] and not set(part) - set(span) and (ordered or part == sorted(set(part)))
        told(fits, f"「{group['title']}」的个数、范围、次序符合计划")
    unique = number == "|".join("-".join(map(str, part)) for part in parts)
    told(unique and outcomes >= 10**6, f"号码写法唯一,有 {outcomes} 种可能(少于一百万种的可以事先穷举)")
    left = {one["organ"]: one["commitment"] for one in planned["commitments"]}
    for one in came["reveals"]:
        hashed = tagged("commitment", bytes.fromhex(one["nonce"]), one["organ"].encode()).hex()
        told(left.pop(one["organ"], None) == hashed, f"{one['organ']} 揭示的随机数与其承诺相符")
    told(came["barred"] == list(left), f"到期未揭示、不再参加的机关:{'、'.join(left) or '无'}")
    return [two for one in planned["commitments"] for two in came["reveals"] if one["organ"] == two["organ"]]

def draw(plan: Any, seed: bytes) -> Any:  # 费雪-耶茨洗牌:从余下的位置中逐个抽出,会造成偏差的散列值舍去,已排除的跳过
    sizes = {one["name"]: one["size"] for one in plan["frame"]["strata"]}
    reasons = {(one["stratum"], one["position"]): one["reason"] for one in plan["exclusions"]}
    drawn, substitutes, passed = list[Any](), list[Any](), list[Any]()
    for quota in plan["quotas"]:
        stratum, found, taken, counter, moved = quota["stratum"], 0, 0, 0, dict[int, int]()
        while found < quota["number"] + quota["substitutes"]:
            number = int.from_bytes(tagged("position", seed, counter.to_bytes(8, "big"), stratum.encode())[:8], "big")
            left, counter = sizes[stratum] - taken, counter + 1
            if number < 2**64 - 2**64 % left:
                chosen = taken + number % left
                place = {"stratum": stratum, "position": moved.get(chosen, chosen)}
                moved[chosen], taken = moved.get(taken, taken), taken + 1
                if (stratum, place["position"]) in reasons:
                    passed.append({**place, "reason": reasons[stratum, place["position"]]})
                else:
                    found += 1
                    (drawn if found <= quota["number"] else substitutes).append(place)
    return drawn, substitutes, passed

def proven(one: Any, opening: Any, frame: Any) -> bool:  # RFC 9162 2.1.3.2:从对象所在的叶子逐层算到名录哈希
    sizes = [stratum["size"] for stratum in frame["strata"]]
    before = [stratum["name"] for stratum in frame["strata"]].index(one["stratum"])
    index, last = sum(sizes[:before]) + one["position"], sum(sizes) - 1
    salt, proof, at = bytes.fromhex(opening["salt"]), bytes.fromhex(opening["proof"]), 0
    node = sha(b"\0", salt, canonical([one["stratum"], one["position"], one["code"]]))
    while last:
        if index % 2 or index != last:
            beside, at = proof[at : at + 32], at + 32
            node = hashlib.sha256(b"\1" + beside + node if index % 2 else b"\1" + node + beside).digest()
        index, last = index // 2, last // 2
    return len(salt) == 32 and at == len(proof) and node.hex() == frame["root"]

def staffed(plan: Any, drawn: Any, seed: bytes) -> Any:  # 可派的人中任务最少的先派,一样多的按散列值,最后把最多的减到不能再减
    how, people = plan["staffing"], plan["staffing"]["inspectors"]
    day, need, cap = how["on"], how["per_subject"], how["cap"] or math.inf
    asked = {quota["stratum"]: quota["speciality"] for quota in plan["quotas"]}
    valid = [i for i, one in enumerate(people) if (one["valid_from"] or "") <= day <= (one["valid_to"] or "9")]
    valid = [i for i in valid if day < (people[i]["cancelled"] or "9")]
    pools = {s: {i for i in valid if not s or s in people[i]["specialities"]} for s in set(asked.values())}
    aside = dict[tuple[str, int], set[int]]()
    for i, stratum, position in ((i, *place) for i, one in enumerate(people) for place in one["recusals"]):
        aside.setdefault((stratum, position), set()).add(i)
    keys = [asked[one["stratum"]] for one in drawn]
    barred = [aside.get((one["stratum"], one["position"]), set()) for one in drawn]
    teams, duties = [list[int]() for _ in drawn], [list[int]() for _ in people]
    ranks = [(0, tagged("tie", seed, bytes(8), one["code"].encode()), i) for i, one in enumerate(people)]
    orders = {s: sorted(ranks[i] for i in pool) for s, pool in pools.items()}
    def rank(*some: int) -> None:
        for i in some:
            load, old = len(duties[i]), ranks[i]
            ranks[i] = load, tagged("tie", seed, load.to_bytes(8, "big"), people[i]["code"].encode()), i
            for order in (order for s, order in orders.items() if i in pools[s]):
                del order[bisect_left(order, old)]
                insort(order, ranks[i])
    def pass_on(start: set[int], at_most: float) -> int | None:  # 从 start 中某人起,把任务逐个转给下一人,返回被减轻的人
        came: dict[int, tuple[int, int] | None] = dict.fromkeys(sorted(start, key=ranks.__getitem__))
        queue = deque(came)
        while queue:
            giver = queue.popleft()
            for task in duties[giver]:
                out = barred[task] | {*teams[task]}
                for load, _, end in (r for r in orders[keys[task]] if r[2] not in came and r[2] not in out):
                    came[end] = giver, task
                    queue.append(end)
                    if load <= at_most:
                        while (step := came[end]) is not None:
                            receiver, (end, passed) = end, step
                            teams[passed][teams[passed].index(end)] = receiver
                            duties[end].remove(passed)
                            duties[receiver].append(passed)
                            rank(receiver, end)
                        return end
        return None
    for task, team in enumerate(teams):
        free = deque(islice((i for load, _, i in orders[keys[task]] if i not in barred[task] and load < cap), need))
        able = pools[keys[task]] - barred[task] if cap < math.inf else set()
        while len(team) < need and (one := free.popleft() if free else pass_on(able - {*team}, cap - 1)) is not None:
            team.append(one)
            duties[one].append(task)
            rank(one)
        while 0 < len(team) < need:
            duties[team[-1]].remove(task)
            rank(team.pop())
    least = max(1, -(-sum(map(len, teams)) // max(1, len(set().union(*pools.values())))))
    while ranks and (most := max(ranks))[0] > least and pass_on({most[2]}, most[0] - 2) is not None:
        continue
    return [[people[i]["code"] for i in team] for team in teams]

def check_seals(bundle: Any, wanted: dict[str, bytes]) -> None:
    seals = {seal["what"]: (seal["hash"], datetime.fromisoformat(seal["at"])) for seal in bundle["seals"]}
    for what, digest in wanted.items():
        told(seals[what][0] == digest.hex(), f"{what} 与封存时的哈希 {seals[what][0]} 相符")
    planned = bundle["plan"]["beacon"]
    until, announced = (datetime.fromisoformat(planned[name] or planned["at"]) for name in ("reveal_by", "at"))
    moments = [seals[what][1] for what in ("plan", "reveals") if what in wanted] + [until, announced]
    moments.append(seals.get("result", ("", announced))[1])
    right = moments == sorted(moments) and seals["plan"][1] < until and ("reveals" not in wanted or until < announced)
    told(right, f"计划封存、揭示截止、号码公布、结果封存的先后:{'、'.join(map(str, moments))}")

def check_frame(plan: Any, auditors: Any) -> None:
    leaves: list[bytes] = []
    for stratum in auditors["strata"]:
        told(stratum["codes"] == sorted(set(stratum["codes"])), f"层「{stratum['name']}」按编码排列,没有重复")
        for position, code in enumerate(stratum["codes"]):
            salt = hmac.digest(bytes.fromhex(auditors["key"]), len(leaves).to_bytes(8, "big"), "sha256")
            leaves.append(sha(b"\0", salt, canonical([stratum["name"], position, code])))
    while len(leaves) > 1:
        leaves = [sha(b"\1", *two) if len(two) == 2 else two[0] for two in (leaves[i : i + 2] for i in range(0, len(leaves), 2))]
    sizes = [{"name": stratum["name"], "size": len(stratum["codes"])} for stratum in auditors["strata"]]
    told(leaves[0].hex() == plan["frame"]["root"] and sizes == plan["frame"]["strata"], "审计名册与封存的名录相同")

def replay(bundle: Any) -> None:
    plan, result, came = bundle["plan"], bundle["result"], bundle["result"]["beacon"]
    hashes = {"plan": sha(canonical(plan)), "result": sha(canonical(result))}
    told(bundle["plan_hash"] == result["plan"] == hashes["plan"].hex(), f"计划哈希 {bundle['plan_hash']}")
    told(bundle["result_hash"] == hashes["result"].hex(), f"结果哈希 {bundle['result_hash']}")
    known = {"number": came["number"], "reveals": check_beacon(came, plan["beacon"])}
    seed = tagged("seed", hashes["plan"], tagged("beacon", canonical(known)))
    told(result["seed"] == seed.hex(), "种子由计划和号码算出")
    drawn, substitutes, passed = draw(plan, seed)
    subjects = result["drawn"] + result["substitutes"]
    places = [{"stratum": one["stratum"], "position": one["position"]} for one in subjects]
    same = places == drawn + substitutes and len(result["drawn"]) == len(drawn) and result["passed_over"] == passed
    told(same, f"抽中 {len(drawn)} 个、候补 {len(substitutes)} 个、因已排除而跳过 {len(passed)} 个")
    told(all(proven(*pair, plan["frame"]) for pair in zip(subjects, bundle["openings"], strict=True)), "对象都在名录中")
    teams = staffed(plan, drawn, seed) if plan["staffing"] else []
    told([team["inspectors"] for team in result["teams"]] == teams, f"检查人员 {len(teams)} 组")
    revealed = sha(canonical({name: came[name] for name in ("reveals", "barred")}))
    check_seals(bundle, {**hashes, "reveals": revealed} if plan["beacon"]["commitments"] else hashes)

def main(names: list[str]) -> int:
    FAULTS.clear()
    try:
        bundle, *auditors = (json.loads(Path(name).read_bytes()) for name in names)
        for one in auditors:
            check_frame(bundle["plan"], one)
        if bundle["status"] == "aborted":
            check_seals(bundle, {"plan": sha(canonical(bundle["plan"])), "abort": sha(canonical(bundle["aborted"]))})
            print(f"本次抽取已于 {bundle['aborted']['at']} 中止:{bundle['aborted']['why']}。所列「本应抽中」,请用 yifa draw verify 核对。")
        else:
            replay(bundle)
            for one in bundle["result"]["drawn"] if not FAULTS else ():
                print(f"抽中  {one['stratum']}  第 {one['position'] + 1} 个  {one['code']}")
    except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, OSError) as trouble:
        told(good=False, what=f"文件缺少内容或写法不对({type(trouble).__name__}:{trouble})")
    print(f"共有 {len(FAULTS)} 处不一致。" if FAULTS else "全部一致。")
    return 1 if FAULTS else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
