"""Figures of the report that no record of ours counts: others state them, by sealed letter or in a notice.

Each keeps its place in the report; its number comes from the register of stated figures and from nowhere else.
Source: the forms of words are those of the report of 2022; that such a number needs a letter or a notice is our
reading (待核).
"""

from __future__ import annotations

from yifa.kernel.figures.declaration import Figure, Setting, SourceClass
from yifa.law.statutes import LAW_BASED_SUPERVISION, R722

BASIS = LAW_BASED_SUPERVISION.whole()
LETTER, NOTICE = SourceClass.SEALED_LETTER, SourceClass.SUPERIOR_NOTICE


def _stated(name: str, title: str, unit: str, source: SourceClass, definition: str, sentence: str) -> Figure:
    measure = Setting(title)  # never in a profile: there is no record behind it, and nothing else to name it by
    return Figure(name, title, measure, unit=unit, basis=BASIS, definition=definition, sentence=sentence, source=source)


FIGURES = (
    _stated(
        "outline_period",
        "法治政府建设实施纲要的实施期限",
        "年",
        NOTICE,
        "上级印发的法治政府建设实施纲要所定的实施年数,照文件引用。",
        "法治政府建设实施纲要的实施期限为{value}{unit}。",
    ),
    _stated(
        "plan_2035",
        "远景目标年份",
        "年",
        NOTICE,
        "国民经济和社会发展规划所定的远景目标年份,照文件引用。",
        "法治建设纳入国民经济和社会发展规划和{value}{unit}远景目标。",
    ),
    Figure(
        "negative_list_edition",
        "执行的市场准入负面清单版本",
        Setting("执行的市场准入负面清单版本"),
        unit="年版",
        basis=R722.art(20),
        definition="本年执行的市场准入负面清单的版本年份,照国家公布的清单引用。",
        sentence="严格执行市场准入负面清单({value}{unit})。",
        source=NOTICE,
    ),
    _stated(
        "doc_systems",
        "行政规范性文件制度文件数",
        "项",
        LETTER,
        "现行有效的行政规范性文件管理制度的项数,由司法行政部门盖章函报。",
        "行政规范性文件管理制度共{value}{unit}。",
    ),
    _stated(
        "doc_steps",
        "行政规范性文件制发程序步骤数",
        "步",
        LETTER,
        "本区行政规范性文件制发流程图列出的程序步骤数,由司法行政部门盖章函报。",
        "行政规范性文件制发流程图列出程序{value}{unit}。",
    ),
    _stated(
        "doc_unified",
        "行政规范性文件统一管理环节数",
        "个",
        LETTER,
        "对行政规范性文件实行统一管理的环节数(统一登记、统一编号、统一印发各为一个),由司法行政部门盖章函报。",
        "对行政规范性文件实行统一管理的环节{value}{unit}。",
    ),
    _stated(
        "credit_records",
        "信用平台累计归集信用基础数据",
        "条",
        LETTER,
        "信用平台截至年末累计归集的信用基础数据条数,由信用工作主管部门盖章函报;是累计数,不是本年数。",
        "信用平台累计归集信用基础数据{value}{unit}。",
    ),
    _stated(
        "cloud_platforms",
        "“云端办”服务平台数",
        "个",
        LETTER,
        "以视频通话、屏幕共享等方式提供“云端办”的服务平台数,由政务服务主管部门盖章函报。",
        "“云端办”服务平台{value}{unit}。",
    ),
    _stated(
        "three_systems",
        "行政执法“三项制度”数",
        "项",
        NOTICE,
        "行政执法公示、全过程记录、重大执法决定法制审核三项制度,照文件引用。",
        "落实行政执法“三项制度”共{value}{unit}。",
    ),
)
