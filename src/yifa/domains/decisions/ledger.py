"""Which workbook tables decisions take in: ledger 12 (catalogue, decisions, evaluations)."""

from yifa.domains.decisions import procedure as p
from yifa.domains.decisions import vocabulary as v
from yifa.kernel.ledger import Column, Mark, Table
from yifa.law.act import Kind

CATALOGUES = Table(
    "decision_catalogue",
    "12",
    "年度目录",
    (
        Column("no", "目录编号", v.CATALOGUE_NUMBER),
        Column("name", "目录名称", v.CATALOGUE_NAME),
        Column("debated", "常务会议审议日期", Mark("deliberation"), synonyms=("常务会审议日期", "审议日期")),
        Column("consent", "党委同意日期", Mark("consent"), synonyms=("区委同意日期", "县委同意日期")),
        Column("published", "公布日期", Mark("publication", public=True), synonyms=("向社会公布日期",)),
        Column("filed", "报市政府备案日期", Mark("filing"), synonyms=("备案日期",)),
        Column("n", "事项数", v.CATALOGUE_ITEMS, synonyms=("决策事项数",)),
    ),
    key="no",
    record="decisions.DecisionCatalogue",
    becomes=p.CATALOGUE,
    year_fact=v.CATALOGUE_YEAR,
)
DECISIONS = Table(
    "decisions",
    "12",
    "决策事项",
    (
        Column("no", "决策编号", v.DECISION_NUMBER),
        Column("title", "决策事项", v.DECISION_TITLE, synonyms=("决策名称", "事项名称")),
        Column("organ", "承办单位", v.UNDERTAKING_UNIT),
        Column("started", "决策启动日期", Mark("initiation"), synonyms=("启动日期",)),
        Column(
            "c_from", "公众参与/征求意见起", Mark("public_comments", Kind.STARTED), synonyms=("公开征求意见开始日期",)
        ),
        Column("c_to", "公众参与/征求意见止", Mark("public_comments"), synonyms=("公开征求意见结束日期",)),
        Column("c_reason", "公众参与/缩短理由", v.SHORTENING_REASON, synonyms=("缩短期限理由",)),
        Column("h_papers", "公众参与/听证材料送达日期", Mark("hearing_papers")),
        Column("h_date", "公众参与/听证会日期", Mark("public_hearing")),
        Column("expert", "专家论证日期", Mark("expert_argument")),
        Column("risky", "风险评估/应做风险评估", v.RISKY, synonyms=("是否应做风险评估",)),
        Column("risk", "风险评估/风险评估报告日期", Mark("risk_assessment")),
        Column("methods", "风险评估/风险查找方法", v.RISK_METHODS),
        Column(
            "received",
            "合法性审查/合法性审查材料齐备日期",
            Mark("legality_review", Kind.STARTED),
            synonyms=("材料齐备日期", "送审材料齐备日期"),
        ),
        Column(
            "reviewed",
            "合法性审查/合法性审查意见日期",
            Mark("legality_review"),
            synonyms=("审查意见日期", "出具审查意见日期"),
        ),
        Column("opinion", "合法性审查/审查结论", v.OPINION, synonyms=("合法性审查结论",)),
        Column("debated", "集体讨论日期", Mark("deliberation"), synonyms=("集体审议日期",)),
        Column("made", "决策作出日期", Mark("decision", public=True), synonyms=("作出决策日期",)),
        Column("published", "公布日期", Mark("publication", public=True), synonyms=("决策公布日期",)),
        Column("archived", "归档日期", Mark("archiving")),
    ),
    key="no",
    record="decisions.MajorDecision",
    becomes=p.MAJOR_DECISION,
    organ="organ",
)
EVALUATIONS = Table(
    "decision_evals",
    "12",
    "决策后评估",
    (
        Column("no", "评估编号", v.EVALUATION_NUMBER),
        Column("object", "评估对象", v.EVALUATED),
        Column("organ", "评估单位", v.EVALUATING_UNIT),
        Column("date", "报告日期", Mark("report")),
    ),
    key="no",
    record="decisions.DecisionEvaluation",
    becomes=p.EVALUATION,
    organ="organ",
)

TABLES = (CATALOGUES, DECISIONS, EVALUATIONS)
