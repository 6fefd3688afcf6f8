"""What the tests' own institution records, and some figures of it."""

from datetime import date

from yifa.kernel.ledger import Column, Mark, Table
from yifa.law.condition import equals
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Procedure, Reference, Role, Step
from yifa.law.statutes import R713

NO, ORGAN, STATUS = Fact("no", "编号"), Fact("organ", "机关"), Fact("status", "状态")
METHODS, ITEM = Fact("methods", "方法"), Fact("item", "事项编码")
URGENT, VISITS = Fact("urgent", "是否紧急", Type.FLAG), Fact("visits", "跑动次数", Type.INTEGER)
FINE, GAIN = Fact("fine", "罚款", Type.MONEY, "元"), Fact("gain", "没收", Type.MONEY, "元")
CODE, INSTANT = Fact("code", "事项编码"), Fact("instant", "马上办", Type.FLAG)
PROMISED = Fact("promised", "承诺时限", Type.INTEGER)
ELSEWHERE = Fact("elsewhere", "别处的事实")
CLOSED = equals(STATUS, "已办结")

WHO = Role("unit", "承办单位")
MATTER = Procedure(
    "matter",
    "测试事务",
    R713.whole(),
    course=(
        Step("opening", "立案", WHO, R713.whole()),
        Step("hearing", "听取", WHO, R713.whole()),
        Step("closing", "办结", WHO, R713.whole(), closes=True),
    ),
    facts=(NO, ORGAN, STATUS, METHODS, ITEM, URGENT, VISITS, FINE, GAIN),
    refers=(Reference(ITEM, "matter_items", (INSTANT, PROMISED)),),
    valid_from=date(2020, 1, 1),
)
ITEMS = Table(
    "matter_items",
    "91",
    "事项",
    (Column("code", "编码", CODE), Column("instant", "马上办", INSTANT), Column("promised", "承诺", PROMISED)),
    key="code",
    record="matters.Item",
)
MATTERS = Table(
    "matters",
    "90",
    "事务",
    (
        Column("no", "编号", NO),
        Column("organ", "机关", ORGAN),
        Column("status", "状态", STATUS),
        Column("methods", "方法", METHODS),
        Column("item", "事项编码", ITEM),
        Column("urgent", "是否紧急", URGENT),
        Column("visits", "跑动次数", VISITS),
        Column("fine", "罚款", FINE),
        Column("gain", "没收", GAIN),
        Column("opened", "立案日期", Mark("opening")),
        Column("closed", "办结日期", Mark("closing")),
        Column("heard", "听取时间", Mark("hearing", type=Type.MOMENT)),
    ),
    key="no",
    record="matters.Matter",
    becomes=MATTER,
    organ="organ",
)
