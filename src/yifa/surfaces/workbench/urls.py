"""The addresses of the workbench: each module brings its own; institutions' own pages come last."""

from __future__ import annotations

from yifa.surfaces.workbench import home, machines, places
from yifa.surfaces.workbench.casework import acts, case, cases, handing_over, handling, opening, papers, search
from yifa.surfaces.workbench.doubts import finding, findings
from yifa.surfaces.workbench.drawing import ceremony, ceremony_files, draws
from yifa.surfaces.workbench.entering import entry
from yifa.surfaces.workbench.intake import ingest, loads
from yifa.surfaces.workbench.people import accounts, organs, own_account, posts, reads
from yifa.surfaces.workbench.visiting import sync, tasks
from yifa.surfaces.workbench.yearly import campaign, composer, figures, figures_records, report

urlpatterns = [
    *entry.urlpatterns,
    *home.urlpatterns,
    *machines.urlpatterns,
    *draws.urlpatterns,
    *ceremony.urlpatterns,
    *ceremony_files.urlpatterns,
    *loads.urlpatterns,
    *ingest.urlpatterns,
    *findings.urlpatterns,
    *finding.urlpatterns,
    *own_account.urlpatterns,
    *posts.urlpatterns,
    *accounts.urlpatterns,
    *reads.urlpatterns,
    *organs.urlpatterns,
    *figures.urlpatterns,
    *figures_records.urlpatterns,
    *report.urlpatterns,
    *composer.urlpatterns,
    *tasks.urlpatterns,
    *sync.urlpatterns,
    *cases.urlpatterns,
    *opening.urlpatterns,
    *search.urlpatterns,
    *papers.urlpatterns,
    *handing_over.urlpatterns,
    *handling.urlpatterns,
    *acts.urlpatterns,
    *case.urlpatterns,
    *campaign.urlpatterns,
    *places.urlpatterns,
]
