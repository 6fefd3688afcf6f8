"""Which workbook tables norms take in: ledger 11 (documents, post-evaluations)."""

from collections.abc import Mapping

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.afterwards import EVALUATION
from yifa.domains.norms.procedure import NORM
from yifa.kernel.ledger import Column, Mark, Table
from yifa.law.act import Kind

TOUCHES: Mapping[str, str] = {"涉及": "是", "涉企": "是", "相关": "是", "不涉及": "否", "非涉企": "否", "无关": "否"}
SETS: Mapping[str, str] = {
    "设置": "是",
    "设定": "是",
    "存在": "是",
    "未设置": "否",
    "不设置": "否",
    "未设定": "否",
    "不存在": "否",
}
OPINIONS: Mapping[str, str] = {
    "通过": "合法",
    "同意": "合法",
    "审核通过": "合法",
    "符合规定": "合法",
    "修改后通过": "修改后合法",
    "原则合法": "修改后合法",
    "违法": "不合法",
}

DOCUMENTS = Table(
    "normative_docs",
    "11",
    "规范性文件",
    (
        Column(
            "no",
            "文号",
            v.NUMBER,
            synonyms=("三统一编号", "规范性文件编号", "登记编号", "登记号", "文件号", "规范性文件文号"),
        ),
        Column("title", "文件名称", v.TITLE, synonyms=("文件题目", "规范性文件标题", "文件全称", "文名")),
        Column("organ", "起草单位", v.DRAFTING_UNIT, synonyms=("起草机关", "起草部门(单位)", "主办部门", "承办部门")),
        Column("issuer", "制定机关", v.ISSUER, synonyms=("制发单位", "制定部门", "印发机关", "印发单位", "发布机关")),
        Column(
            "biz",
            "涉及市场主体",
            v.TOUCHES_BUSINESS,
            synonyms=("涉企文件", "与市场主体生产经营活动密切相关", "涉及企业", "涉市场主体生产经营", "涉经营主体"),
            values=TOUCHES,
        ),
        Column(
            "barrier",
            "设置市场准入条件",
            v.ENTRY_BARRIER,
            synonyms=(
                "含市场准入条件",
                "市场准入限制",
                "设置市场准入限制",
                "另设准入条件",
                "准入条件审查",
                "设立市场准入条件",
            ),
            values=SETS,
        ),
        Column(
            "c_from",
            "公开征求意见/征求意见起",
            Mark("public_comments", Kind.STARTED),
            synonyms=("征求意见开始日期", "公开征求意见起", "公开征求意见开始日期", "意见征集开始日期", "征集意见起"),
        ),
        Column(
            "c_to",
            "公开征求意见/征求意见止",
            Mark("public_comments"),
            synonyms=("征求意见结束日期", "公开征求意见止", "公开征求意见结束日期", "意见征集截止日期", "征集意见止"),
        ),
        Column(
            "c_reason",
            "公开征求意见/缩短理由",
            v.SHORTENING_REASON,
            synonyms=("缩短期限理由", "缩短征求意见期理由", "不足期限理由", "缩短征求意见期限说明"),
        ),
        Column(
            "sent",
            "合法性审核/送审日期",
            Mark("legality_review", Kind.STARTED),
            synonyms=("提交审核日期", "报送审核日期", "收到送审材料日期", "材料齐备日期", "合法性审核送审日期"),
        ),
        Column(
            "reviewed",
            "合法性审核/审核意见日期",
            Mark("legality_review"),
            synonyms=("出具意见日期", "审核完成日期", "合法性审核完成日期", "出具合法性审核意见日期", "审查意见日期"),
        ),
        Column("opinion", "合法性审核/审核结论", v.OPINION, synonyms=("审查结论", "审核结果"), values=OPINIONS),
        Column(
            "debated",
            "集体审议日期",
            Mark("deliberation"),
            synonyms=("集体审议决定日期", "审议通过日期", "上会日期", "会议审议通过日期", "集体讨论决定日期"),
        ),
        Column("signed", "成文日期", Mark("signing", public=True), synonyms=("印发日期", "落款日期", "发文日期")),
        Column("published", "公布日期", Mark("publication", public=True), synonyms=("向社会公开日期", "上网公布日期")),
        Column(
            "filed",
            "报备日期",
            Mark("filing"),
            synonyms=("报送备案时间", "报市政府备案日期", "向上级备案日期", "备案报送日期", "报上级备案日期"),
        ),
        Column(
            "effective", "施行日期", Mark("effect", public=True), synonyms=("起施行日期", "有效期起", "开始施行日期")
        ),
        Column(
            "expires",
            "失效日期",
            Mark("expiry", public=True),
            synonyms=("有效期止", "有效期届满日期", "废止日期", "到期日期"),
        ),
    ),
    key="no",
    record="norms.NormativeDocument",
    becomes=NORM,
    organ="organ",
)
EVALUATIONS = Table(
    "doc_evals",
    "11",
    "规范性文件后评估",
    (
        Column("no", "评估编号", v.EVALUATION_NUMBER, synonyms=("评估项目编号", "评估号")),
        Column(
            "object", "评估对象", v.EVALUATED, synonyms=("评估的文件", "评估文件名称", "被评估规范性文件", "评估项目")
        ),
        Column("organ", "评估单位", v.EVALUATING_UNIT, synonyms=("评估机关", "评估实施单位", "承办单位")),
        Column("date", "报告日期", Mark("report"), synonyms=("形成报告日期", "评估报告形成日期", "评估完成日期")),
        Column("published", "公布日期", Mark("publication", public=True), synonyms=("报告公布日期", "网站公布日期")),
    ),
    key="no",
    record="norms.NormEvaluation",
    becomes=EVALUATION,
    organ="organ",
)

TABLES = (DOCUMENTS, EVALUATIONS)
