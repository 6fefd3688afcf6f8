"""条线: what market regulation's own procedure order adds to the national penalty procedure.

Source: 市场监督管理行政处罚程序规定 (2021) article 64, from memory (待核); the Penalties Law, article 60, leaves room for it.
"""

from datetime import date

from yifa.law.layers import AddPause, Overlay
from yifa.law.procedure import Pause
from yifa.law.statutes import SAMR_PENALTY_PROCEDURE

BASIS = SAMR_PENALTY_PROCEDURE.art(64)

MARKET_REGULATION = Overlay(
    "market_regulation_penalty",
    "市场监督管理行政处罚程序规定",
    BASIS,
    "penalty",
    date(2021, 7, 15),
    (
        AddPause("penalty.decide_late", Pause("suspension", "案件中止", BASIS)),
        AddPause("penalty.decide_late", Pause("appraisal", "检验、检测、检疫、鉴定", BASIS)),
    ),
    organs="市场监督管理",
)

OVERLAYS = (MARKET_REGULATION,)
