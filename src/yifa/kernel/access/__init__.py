"""Who may see what: one predicate under every read, deny by default, personal values masked.

    visible(Case.objects.filter(due_on=day), viewer, on=day)
    shown(record, viewer, table=table, on=day)

A row that does not say whose it is, or how widely it may be known, is seen by nobody but those who are named for it.
"""

from yifa.kernel.access.showing import Shown, UnableToShow, narrowed, showing, shown, unmasked
from yifa.kernel.access.viewer import OPERATOR, PUBLIC, REPORTER, ROLES, Post, Reach, Viewer
from yifa.kernel.access.visibility import UnableToGuard, may_see, reached, visibility, visible

__all__ = [
    "OPERATOR",
    "PUBLIC",
    "REPORTER",
    "ROLES",
    "Post",
    "Reach",
    "Shown",
    "UnableToGuard",
    "UnableToShow",
    "Viewer",
    "may_see",
    "narrowed",
    "reached",
    "showing",
    "shown",
    "unmasked",
    "visibility",
    "visible",
]
