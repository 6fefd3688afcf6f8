"""The addresses of the portal. What stands here once stays: people and other sites keep these links."""

from __future__ import annotations

from django.urls import path, register_converter

from yifa.surfaces.portal import (
    about,
    checking,
    draws,
    figure,
    home,
    log,
    organs,
    places,
    procedures,
    publications,
    records,
    reports,
    search,
    verification,
)
from yifa.surfaces.portal.page import render
from yifa.surfaces.shell.converters import Sheet, Year
from yifa.surfaces.shell.style import style

register_converter(Year, "year")
register_converter(Sheet, "sheet")

urlpatterns = [
    path("", home.home, name="home"),
    path("report/", reports.index, name="reports"),
    path("report/<year:year>/", reports.report, name="report"),
    path("report/<year:year>/figures.<sheet:kind>", reports.figures, name="figures"),
    path("report/<year:year>/figures.json", reports.values, name="figures_values"),
    path("report/<year:year>/definitions.json", reports.definitions, name="figures_definitions"),
    path("report/<year:year>/<slug:figure_id>/", figure.page, name="figure"),
    path("report/<year:year>/<slug:figure_id>/records.<sheet:kind>", figure.file, name="figure_records"),
    path("records/", records.index, name="records"),
    path("records/<slug:table_id>/", records.table, name="table"),
    path("records/<slug:table_id>.<sheet:kind>", records.file, name="table_file"),
    path("published/", publications.index, name="published"),
    path("published/<slug:channel>/<int:case>/", publications.page, name="publication"),
    path("draws/", draws.index, name="draws"),
    path("draws/<slug:plan>/", draws.page, name="draw"),
    path("draws/<slug:plan>/bundle.json", draws.proof, name="draw_proof"),
    path("draws/<slug:plan>/draw.json", draws.result, name="draw_result"),
    path("law/", procedures.index, name="procedures"),
    path("law/<slug:name>/", procedures.page, name="procedure"),
    path("law/<slug:name>/<slug:edition>/", procedures.page, name="procedure_edition"),
    path("organs/", organs.index, name="organs"),
    path("search/", search.page, name="search"),
    path("verify/", verification.page, name="verify"),
    path("verify/figure/<year:year>/<slug:figure_id>/", verification.figure, name="verify_figure"),
    path("verify/figure/<year:year>/<slug:figure_id>/proof.json", verification.figure_proof, name="figure_proof"),
    path("verify/<str:name>", verification.program, name="program"),
    path("log/checkpoint", log.checkpoint, name="checkpoint"),
    path("log/tile/<path:path>", log.tile, name="tile"),
    path("check/", checking.page, name="check"),
    path("open/<slug:name>/", places.place, name="place"),
    path("open/<slug:name>/<str:part>/", places.place, name="place_part"),
    path("data/", about.data, name="data"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("style/", style, {"render": render}, name="style"),
]
