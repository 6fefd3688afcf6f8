"""The pages of the campaign: the board and the registers at the desk, and the reply under its case."""

from yifa.domains.reporting import campaign_pages, circulating_pages, register_pages, reply_pages, stated_pages
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
        stated_pages.show,
        stated_pages.TAKE,
        roles=AT_WORK,
        says="不由本系统记录计数的数字,凭盖章函或者上级通报登记。",
    ),
    PageAt(
        "report-circulation",
        "年度报告会签",
        Place.DESK,
        circulating_pages.show,
        circulating_pages.TAKE,
        roles=AT_WORK,
        says="把形成的一稿送请有关单位会签,看各单位的意见和采纳情况。",
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
        steps=("figures", "submission", "receipt", "sealed_copy", "sealed_receipt"),
    ),
    PageAt(
        "report-opinion",
        "会签意见",
        Place.CASE,
        circulating_pages.show_opinion,
        circulating_pages.TAKE_OPINION,
        procedure="report_circulation",
        says="看送请会签的文本,提出意见;起草单位说明是否采纳。",
        steps=("opinion", "answer"),
    ),
)
