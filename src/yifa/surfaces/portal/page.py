"""The frame of the portal's pages: its name, its navigation, its templates."""

from __future__ import annotations

from yifa.surfaces.shell.pages import Link, renderer

SITE = "依法行政公开"
NAVIGATION = (
    Link("年度报告", "/report/"),
    Link("公开信息", "/records/"),
    Link("随机抽取", "/draws/"),
    Link("法定程序", "/law/"),
    Link("机关", "/organs/"),
    Link("核验", "/verify/"),
)

render = renderer("yifa.surfaces.portal", navigation=NAVIGATION, site=SITE)
