"""The measure words of reports, and which of them may be compared."""

import re
from fractions import Fraction

MONEY = {"元": Fraction(1), "万元": Fraction(10**4), "亿元": Fraction(10**8), "千元": Fraction(1000)}
"""Each in yuan."""

DAYS = frozenset({"工作日", "个工作日", "天", "日", "个自然日", "自然日", "小时", "分钟", "年", "个月", "周", "个季度"})

_COUNTED = [
    "人次",
    "场次",
    "户次",
    "家次",
    "件次",
    "批次",
    "班次",
    "车次",
    "台次",
    "轮次",
    "例次",
    "艘次",
    "次",
    "人",
    "名",
    "位",
    "家",
    "户",
    "个",
    "件",
    "项",
    "条",
    "份",
    "宗",
    "起",
    "例",
    "场",
    "期",
    "批",
    "处",
    "所",
    "支",
    "台",
    "套",
    "辆",
    "部",
    "篇",
    "本",
    "册",
    "张",
    "幅",
    "块",
    "亩",
    "公顷",
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "千米",
    "吨",
    "公斤",
    "千克",
    "米",
    "分",
    "票",
    "道",
    "门",
    "类",
    "种",
    "层",
    "座",
    "间",
    "栋",
    "只",
    "头",
    "株",
    "枚",
    "届",
    "轮",
    "遍",
    "团",
    "队",
    "组",
    "班",
    "讲",
    "课时",
    "学时",
    "堂",
    "片",
    "段",
    "路",
    "笔",
    "单",
    "桩",
    "对",
    "卷",
    "岁",
    "艘",
    "页",
    "字",
    "款",
    "宣",
    "点",
]

_ALL = sorted({*MONEY, *DAYS, *_COUNTED}, key=len, reverse=True)
UNIT = "|".join(_ALL)
"""Every measure word, the longest first, as a pattern."""

_FOR_CHINESE = "人次 场次 户次 家次 件次 批次 人 名 位 家 户 个 件 项 条 份 宗 起 场 期 批 处 所 次 类 台 辆 亩 部 卷 个工作日 工作日 天"
CHINESE_UNIT = "|".join(sorted({*MONEY, *_FOR_CHINESE.split()}, key=len, reverse=True))
"""Those that make a quantity of a Chinese numeral."""

_SAME = ({"人", "名", "位"}, {"家", "户"}, {"场", "场次", "期", "次", "班次"}, {"件", "起", "宗", "例"}, {"天", "日"})
_SAME_DAYS = {"工作日": "个工作日", "日": "天", "自然日": "天", "个自然日": "天"}


def normal(unit: str) -> str:
    """The one word for units that mean the same; money is in yuan."""
    return "元" if unit in MONEY else _SAME_DAYS.get(unit, unit)


def comparable(one: str, other: str) -> bool:
    """Whether two counts in these units may count the same kind of thing."""
    one, other = normal(one), normal(other)
    return one == other or any(one in group and other in group for group in _SAME)


AFTER_NUMBER = re.compile(rf"(?:[十百千万亿]{{0,2}}[余多]?[万亿]?(?:{UNIT})|[十百千万亿]+|[余多]|[%年月日号])")
"""What may follow a number and makes sure that it is one."""
