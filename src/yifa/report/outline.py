"""The chapters of the report of 2022 and the figures that stand in each. Outlines change yearly, figures do not.

A figure brings its own sentence; here is only its place. One marked «+» is no part of the report of 2022: it stands
where there is something to count and is left out elsewhere; any other says what it lacks. `unbuilt` names the figures
whose ledgers no institution of this release takes in: their chapters say so in the report.
"""

from yifa.report.sections import Outline, Section

__all__ = ["OUTLINE_2022", "Outline", "Section"]

# fmt: off
OUTLINE_2022 = Outline("{year}年法治政府建设情况报告", outside="hosted_pages", sections=(
    Section(0, "", "report_year outline_period"),
    Section(1, "党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
            "plan_2035 meetings_held agenda_items instructions +instructions_answered +secret_instructions "
            "+towns_heard +problems_listed +problems_closed shufa_units shufa_towns shufa_total +shufa_evaluated"),
    Section(1, "推进法治政府建设的主要举措"),
    Section(2, "依法全面履行政府职能"),
    Section(3, "完善政府组织结构", "posts_admin_town posts_inst_town posts_inst_health posts_inst_elder "
            "posts_inst_enforce enforce_fields posts_inst_sum posts_sum +posts_standard +posts_approved"),
    Section(3, "优化政府行政职能", "+powers_in_use power_categories +power_requests +power_approvals "
            "negative_list_edition own_negative_lists"),
    Section(2, "全力打造一流营商环境"),
    Section(3, "加大简政放权力度",
            "neg_online neg_once items_nearby items_instant items_zero items_citywide time_limit_ratio",
            "zzfl_total zzfl_filing zzfl_commit zzfl_optimise zzfl_gap startup_online_rate"),
    Section(3, "着力加强公正监管",
            "random_list_edition random_depts random_categories random_items credit_records"),
    Section(3, "持续优化政务服务", "service_closed service_once service_once_rate service_online service_online_rate "
            "service_instant service_instant_base service_instant_rate cloud_platforms onewindow_issued "
            "bad_review_fix_rate", "npc_point"),
    Section(3, "不断优化营商环境", "", "biz_measures key_enterprises named_enterprises land_start_before "
            "land_start_after land_start_cut policies policy_enterprises"),
    Section(2, "健全完善依法行政制度体系"),
    Section(3, "规范制定程序", "doc_systems doc_steps +doc_comments doc_legal_review_rate"),
    Section(3, "严格管理制度", "doc_unified +doc_issued +doc_published"),
    Section(3, "履行报备职责", "+doc_filed"),
    Section(3, "定期开展后评估", "doc_eval_freq doc_eval_2022 +doc_eval_published"),
    Section(2, "持续推进科学民主依法决策"),
    Section(3, "落实重大行政决策制度", "+decision_catalogue_items decision_filing_days decision_publish_deadline "
            "+decision_catalogue_published +decision_catalogue_filed"),
    Section(3, "规范重大行政决策程序", "+decision_comments +decision_hearings +decision_experts +decision_risks "
            "risk_methods"),
    Section(3, "加强合法性审查工作", "decision_legal_reviews +decision_made"),
    Section(3, "落实后评估制度", "decision_eval"),
    Section(2, "行政执法严格规范公正文明"),
    Section(3, "深入推行行政执法“三项制度”", "three_systems"),
    Section(3, "加大重点领域的执法力度", "mkt_cases mkt_fines mkt_fine_avg crime_transfer",
            "safety_categories safety_grades safety_cells arrears_workers arrears_amount arrears_avg "
            "tutoring_orgs bank_check_rate"),
    Section(3, "严格执法人员资格管理",
            "officers_exam officers_exam_rate town_trainings town_trainees random_exams"),
    Section(2, "深入推进突发事件应对体系和能力现代化", "", "emergency_special_plans emergency_named_plans"),
    Section(1, "存在的问题（底稿）", problems=True),
    Section(1, "下一年度推进法治政府建设的主要安排", tasks=True,
            to_be_written="下一年度的主要安排（责任单位：区司法局）"),
))
# fmt: on
