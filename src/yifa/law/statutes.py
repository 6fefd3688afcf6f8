"""The statutes that shipped procedures cite, with versions and how sure we are.

Constants of State Council orders are named R + number; laws by their subject; notices by issuer and number.
Texts are not shipped; a district may load them.
"""

from __future__ import annotations

from datetime import date

from yifa.law.citation import Certainty, Statute, Version

NPC, STATE_COUNCIL = "全国人民代表大会常务委员会", "国务院"
GENERAL_OFFICE, SAMR = "国务院办公厅", "国家市场监督管理总局"
CHECKED = date(2025, 4, 30)

R713 = Statute(
    "重大行政决策程序暂行条例",
    "重大行政决策程序暂行条例",
    STATE_COUNCIL,
    (Version(date(2019, 9, 1), "国务院令第713号", 44),),
    CHECKED,
)
R711 = Statute(
    "中华人民共和国政府信息公开条例",
    "政府信息公开条例",
    STATE_COUNCIL,
    (Version(date(2008, 5, 1), "国务院令第492号", 38), Version(date(2019, 5, 15), "国务院令第711号", 56)),
    CHECKED,
)
R722 = Statute(
    "优化营商环境条例",
    "优化营商环境条例",
    STATE_COUNCIL,
    (Version(date(2020, 1, 1), "国务院令第722号", 72),),
    CHECKED,
)
R310 = Statute(
    "行政执法机关移送涉嫌犯罪案件的规定",
    "行政执法机关移送涉嫌犯罪案件的规定",
    STATE_COUNCIL,
    # Articles 1 to 16 were read; how many follow in the 2020 text is not known, so none beyond 16 may be cited.
    (Version(date(2001, 7, 9), "国务院令第310号", 16), Version(date(2020, 8, 7), "国务院令第310号(2020修订)", 16)),
    CHECKED,
)
LICENSING_LAW = Statute(
    "中华人民共和国行政许可法",
    "中华人民共和国行政许可法",
    NPC,
    (Version(date(2004, 7, 1), "主席令第7号(2003)", 83), Version(date(2019, 4, 23), "主席令第29号(2019修正)", 83)),
    CHECKED,
)
PENALTIES_LAW = Statute(
    "中华人民共和国行政处罚法",
    "中华人民共和国行政处罚法",
    NPC,
    (Version(date(1996, 10, 1), "主席令第63号(1996)", 64), Version(date(2021, 7, 15), "主席令第70号(2021修订)", 86)),
    CHECKED,
)
NOTICE_118 = Statute(
    "关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
    "国办发〔2018〕118号",
    GENERAL_OFFICE,
    (Version(date(2018, 12, 5), "国办发〔2018〕118号", None),),
    CHECKED,
    Certainty.SECONDARY,
)
NOTICE_5 = Statute(
    "关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见",
    "国发〔2019〕5号",
    STATE_COUNCIL,
    (Version(date(2019, 1, 27), "国发〔2019〕5号", None),),
    CHECKED,
    Certainty.MEMORY,
)
NOTICE_54 = Statute(
    "关于严格规范涉企行政检查的意见",
    "国办发〔2024〕54号",
    GENERAL_OFFICE,
    # Binds from the day on which it was published.
    (Version(date(2025, 1, 3), "国办发〔2024〕54号", None),),
    CHECKED,
    Certainty.SECONDARY,
)
NOTICE_51 = Statute(
    "关于建立政务服务“好差评”制度提高政务服务水平的意见",
    "国办发〔2019〕51号",
    GENERAL_OFFICE,
    (Version(date(2019, 12, 17), "国办发〔2019〕51号", None),),
    CHECKED,
    Certainty.SECONDARY,
)
SAMR_RANDOM_INSPECTION = Statute(
    "市场监管总局关于全面推进“双随机、一公开”监管工作的通知",
    "国市监信〔2019〕38号",
    SAMR,
    (Version(date(2019, 2, 17), "国市监信〔2019〕38号", None),),
    CHECKED,
    Certainty.MEMORY,
)
R654 = Statute(
    "企业信息公示暂行条例",
    "企业信息公示暂行条例",
    STATE_COUNCIL,
    # Its table of articles is not known, so that only the whole is cited.
    (
        Version(date(2014, 10, 1), "国务院令第654号", None),
        Version(date(2024, 5, 1), "国务院令第777号(2024修订)", None),
    ),
    CHECKED,
    Certainty.MEMORY,
)
SAMR_45 = Statute(
    "市场监督管理行政处罚信息公示规定",
    "市场监管总局令第45号",
    SAMR,
    # Read up to article 13; none beyond may be cited.
    (Version(date(2021, 9, 1), "市场监管总局令第45号", 13),),
    CHECKED,
)
SAMR_PENALTY_PROCEDURE = Statute(
    "市场监督管理行政处罚程序规定",
    "市场监督管理行政处罚程序规定",
    SAMR,
    (Version(date(2021, 7, 15), "市场监管总局令第42号", None),),
    CHECKED,
    Certainty.MEMORY,
)
LAW_BASED_SUPERVISION = Statute(
    "法治政府建设与责任落实督察工作规定",
    "法治政府建设与责任落实督察工作规定",
    "中共中央办公厅、国务院办公厅",
    (Version(date(2019, 4, 15), "厅字〔2019〕28号", None),),
    CHECKED,
    Certainty.SECONDARY,
)
FIRST_RESPONSIBILITY = Statute(
    "党政主要负责人履行推进法治建设第一责任人职责规定",
    "党政主要负责人履行推进法治建设第一责任人职责规定",
    "中共中央办公厅、国务院办公厅",
    (Version(date(2016, 11, 30), "中办发〔2016〕71号", None),),
    CHECKED,
    Certainty.SECONDARY,
)
NOTICE_37 = Statute(
    "关于加强行政规范性文件制定和监督管理工作的通知",
    "国办发〔2018〕37号",
    GENERAL_OFFICE,
    (Version(date(2018, 5, 16), "国办发〔2018〕37号", None),),
    CHECKED,
    Certainty.MEMORY,
)
NOTICE_115 = Statute(
    "关于全面推行行政规范性文件合法性审核机制的指导意见",
    "国办发〔2018〕115号",
    GENERAL_OFFICE,
    (Version(date(2018, 12, 4), "国办发〔2018〕115号", None),),
    CHECKED,
    Certainty.SECONDARY,
)
FAIR_COMPETITION_OPINION = Statute(
    "关于在市场体系建设中建立公平竞争审查制度的意见",
    "国发〔2016〕34号",
    STATE_COUNCIL,
    (Version(date(2016, 6, 1), "国发〔2016〕34号", None),),
    CHECKED,
    Certainty.MEMORY,
)
R783 = Statute(
    "公平竞争审查条例",
    "公平竞争审查条例",
    STATE_COUNCIL,
    # Articles 1 to 18 were read; how many follow is not known, so none beyond 18 may be cited.
    (Version(date(2024, 8, 1), "国务院令第783号", 18),),
    CHECKED,
)
CONGRESS_SUPERVISION_LAW = Statute(
    "中华人民共和国各级人民代表大会常务委员会监督法",
    "各级人大常委会监督法",
    NPC,
    # Its tables of articles were not seen, so that only the whole is cited.
    (Version(date(2007, 1, 1), "主席令第53号(2006)", None),),
    CHECKED,
    Certainty.MEMORY,
)
POWERS_LIST_OPINION = Statute(
    "关于推行地方各级政府工作部门权力清单制度的指导意见",
    "中办发〔2015〕21号",
    "中共中央办公厅、国务院办公厅",
    # Only its title was seen.
    (Version(date(2015, 3, 24), "中办发〔2015〕21号", None),),
    CHECKED,
    Certainty.MEMORY,
)
R486 = Statute(
    "地方各级人民政府机构设置和编制管理条例",
    "地方各级人民政府机构设置和编制管理条例",
    STATE_COUNCIL,
    (Version(date(2007, 5, 1), "国务院令第486号", None),),
    CHECKED,
    Certainty.MEMORY,
)
R825 = Statute(
    "行政执法监督条例",
    "行政执法监督条例",
    STATE_COUNCIL,
    # Only article 6 was seen, on a secondary page and before it bound; that there are 44 articles is known.
    (Version(date(2026, 2, 1), "国务院令第825号", 44),),
    date(2026, 1, 31),
    Certainty.MEMORY,
)
COUNSEL_OPINION = Statute(
    "关于推行法律顾问制度和公职律师公司律师制度的意见",
    "中办发〔2016〕30号",
    "中共中央办公厅、国务院办公厅",
    # Its text was not seen, so it stays 待核. A secondary page that sums it up (seen 2026-11-23) says: what must be put to
    # counsel and was not, or what counsel finds unlawful, 不得提交讨论、作出决定.
    (Version(date(2016, 6, 16), "中办发〔2016〕30号", None),),
    CHECKED,
    Certainty.MEMORY,
)
STATUTES: tuple[Statute, ...] = (
    LICENSING_LAW,
    PENALTIES_LAW,
    R310,
    R711,
    R713,
    R722,
    R654,
    NOTICE_5,
    NOTICE_54,
    NOTICE_118,
    NOTICE_51,
    SAMR_RANDOM_INSPECTION,
    SAMR_45,
    SAMR_PENALTY_PROCEDURE,
    LAW_BASED_SUPERVISION,
    FIRST_RESPONSIBILITY,
    POWERS_LIST_OPINION,
    R486,
    R825,
    NOTICE_37,
    NOTICE_115,
    FAIR_COMPETITION_OPINION,
    R783,
    CONGRESS_SUPERVISION_LAW,
    COUNSEL_OPINION,
)
