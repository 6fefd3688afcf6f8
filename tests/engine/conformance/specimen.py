"""Small procedures that use every word of the law: no statute's, made only so that no word goes unread."""

from collections.abc import Mapping
from datetime import date

from yifa.law.act import Event, Kind, done, started
from yifa.law.citation import local
from yifa.law.condition import (
    AllOf,
    Comparison,
    Depending,
    Happened,
    Known,
    Not,
    Parameter,
    Sign,
    any_of,
    at_most,
    equals,
    one_of,
    within,
)
from yifa.law.fact import Fact, Type
from yifa.law.procedure import (
    After,
    AtLeast,
    By,
    Cap,
    Certified,
    Deemed,
    Extension,
    Gate,
    Must,
    Officers,
    OtherCase,
    Pause,
    Procedure,
    Proviso,
    Reference,
    Role,
    Step,
    Together,
    Within,
    YearlyCap,
)
from yifa.law.term import Days, Hours, Months, Promptly, WorkingDays, Years

BASIS = local("specimen")
WHO = Role("who", "某机关")

SORT = Fact("sort", "类别")
ITEM = Fact("item", "事项")
URGENT = Fact("urgent", "紧急", Type.FLAG)
MAJOR = Fact("major", "重大", Type.FLAG)
YEAR = Fact("year", "年份", Type.INTEGER)
FINE = Fact("fine", "金额", Type.MONEY, "元")
AGREED = Fact("agreed", "约定日数", Type.INTEGER)
SINCE = Fact("since", "起始日", Type.DATE)
DUE = Fact("due_day", "要求办结日", Type.DATE)
OFFICERS = Fact("officers", "人员", Type.CODES)
PROMISED = Fact("promised", "承诺", Type.INTEGER)
GROUP = Fact("group", "分组")
SUBJECT = Fact("subject", "对象")
LOT = Fact("lot", "批次")

BY_SORT = Parameter("days_by_sort", "分类日数", by=SORT)
LIMIT = Parameter("fine_limit", "限额", by=SORT)
LAST_DAY = Parameter("last_day", "固定日")
LAST_DAY_BY_SORT = Parameter("last_day_by_sort", "分类固定日", by=SORT)
BINDING = Parameter("binding", "适用")
UNSET = Parameter("unset", "未设")
CREW = Parameter("crew", "人数", by=SORT)
QUOTA_A_YEAR = Parameter("quota_a_year", "每年次数", by=SORT)

PARAMETERS: Mapping[str, object] = {
    "days_by_sort": {"甲": 3, "乙": 8},
    "fine_limit": {"甲": 200_00, "乙": 300_050},
    "last_day": "04-30",
    "last_day_by_sort": {"甲": "02-28", "乙": "5-31"},
    "binding": True,
    "quota": 5,
    "crew": {"甲": 2, "乙": 3, "丙": 1},
    "quota_a_year": {"甲": 1, "乙": 2, "丙": 4},
}

HEARING = Pause("hearing_pause", "听证", BASIS)
APPRAISAL = Pause("appraisal", "鉴定", BASIS)
ORDINARY = one_of(SORT, "甲", "乙")

RECEIPT = Step("receipt", "收到", WHO, BASIS)
CORRECTION = Step(
    "correction",
    "补正告知",
    WHO,
    BASIS,
    rules=(
        Within(
            WorkingDays(5),
            done("receipt"),
            BASIS,
            "specimen.correction_late",
            deemed=Deemed("acceptance", done("receipt"), BASIS),
            if_=Not(equals(SORT, "丙")),
        ),
        Cap(1, BASIS, "specimen.second_correction", if_=ORDINARY),
    ),
)
ACCEPTANCE = Step("acceptance", "受理", WHO, BASIS)
REVIEW = Step(
    "review",
    "审核",
    WHO,
    BASIS,
    unless=Proviso(equals(URGENT, value=True), BASIS, "紧急"),
    rules=(
        AtLeast(WorkingDays(7), started("review"), BASIS, "specimen.review_short"),
        Within(WorkingDays(15), started("review"), BASIS, "specimen.review_long", pauses=(APPRAISAL,)),
        Gate(
            "decision",
            BASIS,
            absent="specimen.no_review",
            later="specimen.review_after",
            passes=equals(MAJOR, value=False),
        ),
    ),
    reopens="acceptance",
)
COMMENTS = Step(
    "comments",
    "征求意见",
    WHO,
    BASIS,
    if_=any_of(equals(MAJOR, value=True), Happened("hearing", "听证会")),
    rules=(
        AtLeast(
            Days(30),
            started("comments"),
            BASIS,
            "specimen.comment_short",
            unless=Proviso(AllOf((Known(SINCE), equals(URGENT, value=True))), BASIS, "写明理由"),
        ),
        Gate("decision", BASIS, absent="specimen.no_comments", later="specimen.no_comments"),
    ),
)
HEARING_STEP = Step(
    "hearing",
    "听证会",
    WHO,
    BASIS,
    rules=(
        Officers(2, BASIS, "specimen.one_officer", if_=ORDINARY),
        Officers(CREW, BASIS, "specimen.small_crew"),
        Certified(BASIS, "specimen.certificate"),
        After(OtherCase(LOT, "loop", "draft", "起草"), BASIS, "specimen.before_other", called=("there", "here")),
    ),
)
DECISION = Step(
    "decision",
    "决定",
    WHO,
    BASIS,
    rules=(
        Within(
            WorkingDays(20),
            done("acceptance"),
            BASIS,
            "specimen.decide_late",
            extension=Extension(BASIS, WHO, by=10),
            pauses=(HEARING, APPRAISAL),
            watch_open=True,
        ),
        Within(
            WorkingDays(PROMISED),
            done("acceptance"),
            BASIS,
            "specimen.promise_late",
            if_=BINDING.is_on,
            pauses=(HEARING,),
            yields_to="specimen.decide_late",
        ),
        Within(
            Days(90),
            done("receipt"),
            BASIS,
            "specimen.ninety_days",
            extension=Extension(BASIS, WHO),
            pauses=(APPRAISAL, HEARING),
            watch_open=equals(MAJOR, value=True),
        ),
        Must(at_most(FINE, LIMIT), BASIS, "specimen.over_limit", if_=ORDINARY),
        Must(at_most(FINE, Depending(SORT, (("甲", 100_00), ("丙", 999)))), BASIS, "specimen.over_number"),
        Must(
            any_of(equals(GROUP, "一"), within(SINCE, date(2022, 1, 1), date(2022, 6, 30))),
            BASIS,
            "specimen.outside_period",
            shows=(GROUP, FINE),
        ),
    ),
    reopens="receipt",
)
AFTER = Together(
    (
        Step(
            "service",
            "送达",
            WHO,
            BASIS,
            rules=(
                Within(Days(BY_SORT), done("decision"), BASIS, "specimen.serve_late"),
                Within(Months(1), done("decision"), BASIS, "specimen.month_late", settled_by=("filing",)),
                By((2, 28), YEAR, BASIS, "specimen.by_february"),
            ),
        ),
        Step(
            "transfer",
            "移送",
            WHO,
            BASIS,
            rules=(
                Within(Hours(24), done("decision"), BASIS, "specimen.hours_late"),
                YearlyCap(
                    SUBJECT,
                    QUOTA_A_YEAR,
                    BASIS,
                    "specimen.too_often",
                    unless=Proviso(equals(URGENT, value=True), BASIS, "紧急"),
                ),
                YearlyCap(SUBJECT, 3, BASIS, "specimen.more_than_thrice", if_=Not(equals(SORT, "丙"))),
                Within(Promptly(), done("decision"), BASIS, "specimen.promptly", watch_open=True),
                Within(Days(UNSET), done("decision"), BASIS, "specimen.unset_late"),
            ),
        ),
        Step(
            "filing",
            "备案",
            WHO,
            BASIS,
            rules=(
                Within(Days(AGREED), done("service"), BASIS, "specimen.agreed_late"),
                By(LAST_DAY, YEAR, BASIS, "specimen.by_day"),
                By(LAST_DAY_BY_SORT, YEAR, BASIS, "specimen.by_sorted_day"),
                By(DUE, None, BASIS, "specimen.by_stated_day"),
                Within(
                    Days(10),
                    done("decision"),
                    BASIS,
                    "specimen.file_late",
                    deemed=Deemed("closing", done("decision"), BASIS),
                ),
            ),
        ),
    )
)
CLOSING = Step(
    "closing",
    "结案",
    WHO,
    BASIS,
    rules=(
        Within(Years(1), done("receipt"), BASIS, "specimen.year_late"),
        Within(Days(40), Event("decision", Kind.EXTENDED), BASIS, "specimen.after_extension"),
    ),
    closes=True,
)

EVERY_WORD = Procedure(
    "every_word",
    "每一个词",
    BASIS,
    course=(RECEIPT, CORRECTION, ACCEPTANCE, Together((REVIEW, COMMENTS, HEARING_STEP)), DECISION, AFTER, CLOSING),
    facts=(SORT, ITEM, URGENT, MAJOR, YEAR, FINE, AGREED, SINCE, DUE, OFFICERS, SUBJECT, LOT),
    refers=(Reference(ITEM, "items", (PROMISED, GROUP)),),
    officers=OFFICERS,
    certificates="officers",
)

LOOP = Procedure(
    "loop",
    "反复退回",
    BASIS,
    course=(
        Step("draft", "起草", WHO, BASIS),
        Step("ask", "征询", WHO, BASIS, rules=(Gate("issue", BASIS, absent="loop.open", later="loop.open"),)),
        Step(
            "check",
            "核对",
            WHO,
            BASIS,
            rules=(
                Within(WorkingDays(2), done("draft"), BASIS, "loop.check_late", pauses=(HEARING,)),
                Gate("issue", BASIS, absent="loop.absent", later="loop.later"),
                Gate("issue", BASIS, absent="loop.open", later="loop.open"),
                Cap(2, BASIS, "loop.checked_often"),
            ),
            reopens="draft",
        ),
        Step(
            "issue",
            "印发",
            WHO,
            BASIS,
            rules=(
                Within(Days(3), done("check"), BASIS, "loop.issue_late", extension=Extension(BASIS, WHO)),
                AtLeast(Days(1), done("check"), BASIS, "loop.issue_early"),
                Must(Not(Happened("check", "核对")), BASIS, "loop.unchecked", if_=equals(URGENT, value=True)),
                Must(Comparison(AGREED, Sign.LESS, 5), BASIS, "loop.less"),
                Must(Comparison(AGREED, Sign.MORE, 2), BASIS, "loop.more"),
                Must(Not(equals(SORT, GROUP)), BASIS, "loop.same", shows=(SORT,)),
                Must(Comparison(FINE, Sign.AT_MOST, AGREED), BASIS, "loop.over"),
            ),
            reopens="check",
            closes=True,
        ),
    ),
    facts=(URGENT, AGREED, SORT, GROUP, FINE),
)

PROCEDURES = (EVERY_WORD, LOOP)
