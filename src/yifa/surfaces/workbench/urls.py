"""The addresses of the workbench: each module brings its own; institutions' own pages come last."""

from __future__ import annotations

from yifa.surfaces.workbench import entry, home, places

urlpatterns = [*entry.urlpatterns, *home.urlpatterns, *places.urlpatterns]
