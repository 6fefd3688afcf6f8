"""Which workbook tables inspections take in: ledger 10 (item list, objects, inspectors, draws, results)."""

from yifa.domains.inspections import procedure as p
from yifa.domains.inspections import vocabulary as v
from yifa.kernel.ledger import Column, Mark, Part, Remark, Table
from yifa.law.condition import Known, Not, all_of
from yifa.law.statutes import R722

CHECK_ITEMS = Table(
    "check_items",
    "10",
    "随机抽查事项清单",
    (
        Column("dept", "监管部门", v.DEPARTMENT, synonyms=("抽查部门", "实施部门"), fill_down=True),
        Column("cls", "检查大类", v.CATEGORY, synonyms=("抽查大类", "抽查类别"), fill_down=True),
        Column("code", "事项编号", v.LISTED_ITEM, synonyms=("事项编码", "抽查事项编号")),
        Column("name", "检查事项", v.ITEM_NAME, synonyms=("抽查事项", "事项名称")),
        Column("object", "检查对象类型", v.OBJECT_KIND, synonyms=("检查对象", "抽查对象")),
        Column("method", "检查方式", v.METHOD, synonyms=("抽查方式",)),
        Column("general", "事项类别", v.ITEM_CLASS),
        Column("edition", "清单版本", v.EDITION, synonyms=("版本",)),
    ),
    key="code",
    record="inspections.CheckItem",
    organ="dept",
    open_by=R722.art(54),
)
ENTITIES = Table(
    "entities",
    "10",
    "检查对象名录库",
    (
        Column("code", "统一社会信用代码", v.REGISTERED_CODE),
        Column("name", "对象名称", v.OBJECT_NAME, synonyms=("检查对象名称", "市场主体名称")),
        Column("town", "所属镇街", v.OBJECT_TOWN, synonyms=("所在镇街",)),
        Column("risk", "信用风险类别", v.PRESENT_RISK, synonyms=("信用风险分类", "风险类别")),
        Column("since", "入库日期", v.REGISTERED_ON),
    ),
    key="code",
    record="inspections.Target",
)
INSPECTORS = Table(
    "inspectors",
    "10",
    "执法检查人员名录库",
    (
        Column("cert", "执法证号", v.CERTIFICATE, synonyms=("执法证编号", "证件编号")),
        Column("name", "姓名", v.INSPECTOR_NAME),
        Column("organ", "所在部门", v.INSPECTOR_ORGAN, synonyms=("所在单位", "工作单位")),
        Column("spec", "专业领域", v.SPECIALITY, synonyms=("业务专长",)),
    ),
    key="cert",
    record="inspections.Inspector",
    organ="organ",
)
CHECK_TASKS = Table(
    "check_tasks",
    "10",
    "抽查任务",
    (
        Column("no", "任务编号", v.TASK_NUMBER, synonyms=("抽查任务编号",)),
        Column("name", "任务名称", v.TASK_NAME, synonyms=("抽查任务名称",)),
        Column("lead", "牵头部门", v.LEAD_ORGAN, synonyms=("发起部门",)),
        Column("joint", "联合部门", v.JOINT_ORGANS, synonyms=("配合部门",)),
        Column("drawn", "抽取日期", Mark("draw"), synonyms=("随机抽取日期",)),
        Column("ratio", "抽取比例(%)", v.RATIO, synonyms=("抽查比例",)),
        Column("n", "抽取户数", v.DRAWN_OBJECTS, synonyms=("抽查户数",)),
    ),
    key="no",
    record="inspections.InspectionTask",
    becomes=p.TASK,
    organ="lead",
    remarks=(
        Remark(
            Not(all_of(Known(v.FRAME_ROOT), Known(v.PLAN_HASH), Known(v.BUNDLE_HASH))),
            "不可复核:抽取由其他系统办理后导入,没有封存的名录、抽取方案和公开包,他人不能重算。",
        ),
    ),
)
CHECK_RESULTS = Table(
    "check_results",
    "10",
    "抽查结果",
    (
        Column("no", "检查编号", v.INSPECTION_NUMBER, synonyms=("抽查结果编号",)),
        Column("task", "任务编号", v.TASK, synonyms=("抽查任务编号",)),
        Column("item", "事项编号", v.ITEM, synonyms=("检查事项编号", "抽查事项编号")),
        Column("reason", "清单外理由", v.OFF_LIST_REASON, synonyms=("清单外检查理由",)),
        Column("code", "统一社会信用代码", v.CREDIT_CODE),
        Column("name", "对象名称", v.INSPECTED_NAME, synonyms=("检查对象名称",)),
        Column("risk", "抽取时类别", v.RISK, synonyms=("抽取时信用风险类别",)),
        Column("c1", "检查人员一证号", v.FIRST_OFFICER, synonyms=("检查人员1证号", "执法人员一证号")),
        Column("c2", "检查人员二证号", v.SECOND_OFFICER, synonyms=("检查人员2证号", "执法人员二证号")),
        Column("date", "检查日期", Mark("inspection"), synonyms=("检查时间",)),
        Column("result", "检查结果", v.RESULT, synonyms=("抽查结果",)),
        Column("published", "结果公示日期", Mark("publication"), synonyms=("公示日期",)),
    ),
    key="no",
    record="inspections.Inspection",
    becomes=p.INSPECTION,
    parts=(Part(v.OFFICERS, ("c1", "c2")),),
)

TABLES = (CHECK_ITEMS, ENTITIES, INSPECTORS, CHECK_TASKS, CHECK_RESULTS)
