"""Ledgers of a district that has never seen ours: other words, order, units, levels and encodings, read all the same."""

from datetime import date, datetime
from pathlib import Path

from tests.engine.ingest.reading import CODE, PERSON, read, write
from tests.engine.ingest.sample_tables import sample_tables
from yifa.engine.ingest.cell import Cell
from yifa.engine.ingest.intake import MappingLine

PENALTY_HEAD: list[list[Cell]] = [
    ["序号", "案件基本情况", None, None, None, None, "办理过程", None, None, None, None, "处理结果", None, None, "备注"],
    [None, "行政处罚决定\n书文号", "当事人", None, "案由", "适用程序", "立案", None, "告知", None, "决定", "罚款\n(万元)", "没收违法所得金额(万元)", "案件状态", None],
    [None, None, "被处罚人", "统一社会\n信用代码", None, None, "立案时间", "主办执法人员证号", "处罚告知日期", "是否告知听证权利", "作出处罚决定日期", None, None, None, None],
]  # fmt: skip
PENALTY_MERGED = [
    "A2:A4", "B2:F2", "G2:K2", "L2:N2", "O2:O4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:H3", "I3:J3", "L3:L4", "M3:M4", "N3:N4",
]  # fmt: skip
PENALTY: list[Cell] = [
    1,
    "小市监罚〔2022〕1号",
    "某商店",
    CODE,
    "经营标签不合规食品",
    "普通",
    "2022.3.5",
    "ZF001",
    44630,
    "√",
    date(2022, 4, 6),
    0.5,
    "1,000.25",
    "已结案",
    "现金",
]


class TestSmallDistrict:
    def test_three_levels_of_heads_with_units_and_other_words_are_read(self, tmp_path: Path) -> None:
        lines: list[list[Cell]] = [
            ["小县2022年行政处罚案件情况表"],
            *PENALTY_HEAD,
            PENALTY,
            ["合计", None, None, None, None, None, None, None, None, None, None, 0.5],
        ]
        path = write(tmp_path / "市监局.xlsx", lines, sheet="Sheet1", merged=["A1:O1", *PENALTY_MERGED])
        found = read(path, tables=sample_tables())
        assert found.report.table == "penalty_cases"
        assert found.report.head_rows == (2, 4)
        assert [u.head for u in found.report.unrecognised] == ["备注"]
        assert dict(found.rows[0].values) == {
            "no": "小市监罚〔2022〕1号",
            "party": "某商店",
            "code": CODE,
            "cause": "经营标签不合规食品",
            "procedure": "普通",
            "filed": date(2022, 3, 5),
            "c1": "ZF001",
            "notified": date(2022, 3, 10),
            "h_right": True,
            "decided": date(2022, 4, 6),
            "fine": 500_000,
            "confiscated": 1_000_250_000,
            "status": "已结案",
        }

    def test_csv_of_gb18030_in_another_order_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "根治欠薪.csv"
        head = "追回工资金额(元),工人姓名,居民身份证号码,欠薪单位,信用代码,工程名称,受理立案日期,结案时间,投诉编号"
        line = f'"8,500.00",周某,{PERSON},某公司,{CODE},一期工程,2022/3/5,2022年4月6日,T-01'
        path.write_bytes(f"小县根治欠薪台账\r\n\r\n{head}\r\n{line}\r\n合计8500,,,,,,,,\r\n".encode("gb18030"))
        found = read(path, tables=sample_tables())
        assert found.report.table == "wage_claims"
        assert found.rows[0].values["amount"] == 850_000
        assert found.rows[0].values["filed"] == date(2022, 3, 5)
        assert found.report.missing == ("ext", "route")

    def test_moments_and_two_level_opinions_in_one_cell_are_read(self, tmp_path: Path) -> None:
        head = [
            "移送书文号",
            "移送单位",
            "罪名",
            "专案组书面报告时间",
            "批准时间",
            "移送公安机关时间",
            "公安机关立案日期",
            "物品移交日期",
        ]
        line: list[Cell] = [
            "移1号",
            "某局",
            "污染环境罪",
            "2022年9月26日 9:30",
            "2022/9/27 11:15",
            datetime.fromisoformat("2022-09-27 17:15"),
            "2022.9.29",
            None,
        ]
        found = read(write(tmp_path / "移送.xlsx", [head, line], sheet="涉嫌犯罪移送"), tables=sample_tables())
        assert found.rows[0].values["approved"] == datetime.fromisoformat("2022-09-27 11:15")
        assert not found.report.missing

    def test_a_mapping_alone_brings_in_words_that_mean_nothing_to_us(self, tmp_path: Path) -> None:
        path = write(
            tmp_path / "办件库.xlsx", [["F01", "F02", "F03"], ["B1", "20220305", "T"], ["B2", "—", "F"]], sheet="导出"
        )
        mapping = [
            MappingLine("办件库.xlsx", "导出", "F01", "service_cases", "no"),
            MappingLine("办件库.xlsx", "导出", "F02", "service_cases", "received", {"—": ""}),
            MappingLine("办件库.xlsx", "导出", "F03", "service_cases", "spot"),
        ]
        found = read(path, tables=sample_tables(), mapping=mapping)
        assert [dict(row.values) for row in found.rows] == [
            {"no": "B1", "received": date(2022, 3, 5), "spot": True},
            {"no": "B2", "received": None, "spot": False},
        ]
