"""Whether the parts of a list exclude each other: only then may their sum not exceed the total."""

import re
from collections.abc import Sequence

from yifa.report.check.quantities import Quantity

_SUFFIXES = ("类", "级", "型", "制发", "编制", "程序", "程序案件", "名义制发", "名义印发")
_FAMILIES: tuple[tuple[str, ...], ...] = (
    ("维持", "驳回", "撤销", "变更", "确认违法", "责令履行", "终止", "调解", "和解", "撤回", "其他", "其它"),
    ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他", "其它"),
    ("民事", "刑事", "行政", "其他", "其它"),
    ("男", "女"),
    ("好评", "中评", "差评"),
    ("基本满意", "不满意", "满意"),
    ("普通程序", "一般程序", "简易程序"),
    ("行政编制", "事业编制"),
    ("未采纳", "部分采纳", "采纳"),
    ("优秀", "良好", "不合格", "合格", "较好", "较差"),
    ("国家级", "省级", "市级", "区级", "县级", "镇街级", "街镇级", "乡镇级", "镇级", "村级"),
    ("继续有效", "保留", "修改", "修订", "废止", "失效"),
    ("直接取消", "审批改为备案", "告知承诺", "优化审批服务"),
    ("线上", "线下"),
    ("罚款", "没收"),
)
_TAIL = 2
"""Characters that names must end in alike to be one series."""


def exclude_each_other(parts: Sequence[Quantity]) -> bool:
    """Say whether nothing can be counted in two of the parts, by how they are named."""
    names = [part.lead.removeprefix("其中") for part in parts]
    if len(names) < 2 or not all(names):
        return False
    if names[-1].lstrip("以及和").startswith(("其他", "其余", "其它")):
        return True
    return any(all(name.endswith(suffix) for name in names) for suffix in _SUFFIXES) or names_exclude(names)


def are_called_alike(parts: Sequence[Quantity]) -> bool:
    """Say whether at least three parts have names of one series (日常检查, 专项检查, 联合检查)."""
    names = [re.sub(r"的$", "", part.lead.removeprefix("其中")) for part in parts]
    return len(names) > 2 and len({name[-_TAIL:] for name in names}) == 1 and all(len(name) > _TAIL for name in names)


def names_exclude(names: list[str]) -> bool:
    """Say whether these names belong to one family of classes that exclude each other."""
    return any(_in_family(names, family) for family in _FAMILIES)


def _in_family(names: list[str], family: tuple[str, ...]) -> bool:
    found = [next((word for word in family if word in name), "") for name in names]
    several = len(set(found)) == len(found) or len(set(found)) > _TAIL
    return all(found) and several and len(set(names)) == len(names)


def in_a_family(name: str) -> bool:
    """Whether the name is one of several of which a thing can be only one."""
    return any(name.removeprefix("其中") in family for family in _FAMILIES)
