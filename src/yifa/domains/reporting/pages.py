"""The pages of the campaign: the board and the registers at the desk, and the reply under its case."""

from yifa.domains.reporting import campaign_pages, register_pages, reply_pages
from yifa.kernel.pages import PageAt, Place

AT_WORK = ("handler", "reporter", "head", "leader", "supervisor")

PAGES = (
    PageAt(
        "report-campaign",
        "年度报告报送",
        Place.DESK,
        campaign_pages.show,
        campaign_pages.TAKE,
        roles=AT_WORK,
        says="向各单位发出通知,看谁已报、谁被退回,催报。",
    ),
    PageAt(
        "report-stated-figures",
        "函报和引用数字",
        Place.DESK,
        register_pages.stated,
        register_pages.TAKE,
        roles=AT_WORK,
        says="不由本系统记录计数的数字,凭盖章函或者上级通报登记。",
    ),
    PageAt(
        "honours",
        "荣誉登记",
        Place.DESK,
        register_pages.honours,
        register_pages.TAKE,
        roles=AT_WORK,
        says="报告里写「获评」「荣获」「命名为」的,都要有一行登记。",
    ),
    PageAt(
        "report-reply",
        "报送和接收",
        Place.CASE,
        reply_pages.show,
        reply_pages.TAKE,
        procedure="report_reply",
        says="核对本单位数字、填写工作情况、报送盖章件;接收或者退回。",
    ),
)
