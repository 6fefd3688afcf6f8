"""Whether these officers may begin an inspection on that day: at least two, each with a certificate that covers the day.

Source: 行政处罚法 (2021) 42 and 55, of penalties; the district's rule `inspection.officers_min`.
Reading: before the visit the program refuses; a visit that did take place with fewer officers is recorded as it was, and
becomes a finding. To be confirmed by the justice bureau.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from yifa.law.certificate import WHY, invalid_because
from yifa.law.fold import Given

LEAST = 2
REGISTER = "officers"
CURE = "请换派持有效证件的人员后再去;确已检查的,请在办件页如实补录,程序问题由有关人员核实。"


def refusals_of_officers(certificates: Sequence[str], *, on: date, given: Given) -> Iterator[str]:
    """Why these officers may not begin that day, in sentences; none where they may."""
    shown = tuple(dict.fromkeys(one for one in certificates if one))
    least = given.parameters.get("inspection.officers_min", LEAST)
    least = least if isinstance(least, int) else LEAST
    if len(shown) < least:
        yield f"不得开始检查:检查人员只有{len(shown)}人,应当不少于{least}人(双随机抽查工作规则)。{CURE}"
    for certificate in shown:
        why = _invalid(certificate, on, given)
        if why:
            yield f"不得开始检查:执法证{certificate}在{on}{why}(行政处罚法第五十五条)。{CURE}"


def _invalid(certificate: str, on: date, given: Given) -> str:
    # Where no edition of the register is loaded, nobody can say that a certificate is missing from it.
    if not given.loaded(REGISTER):
        return ""
    entry: Mapping[str, object] | None = given.lookup(REGISTER, certificate)
    because = invalid_because(entry, on)  # type: ignore[arg-type]
    return WHY[because] if because else ""
