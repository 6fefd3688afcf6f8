"""The addresses of the interface; its description stands at /api/v1/openapi.json."""

from __future__ import annotations

from django.urls import path

from yifa.surfaces.api.interface import api
from yifa.surfaces.api.page import description

urlpatterns = [path("api/", description, name="interface"), path("api/v1/", api.urls)]
