"""Brings the language versions of one instrument together.

What goes in: the readings of all sources. What comes out: one `Work` per instrument, in which a provision, statement or citation found in
several versions is one thing with one piece of evidence per version, and in which the points where versions differ are divergences.
This module must not know RDF or the register.
"""

from graph_builder.concord.align import align
from graph_builder.concord.checks import pin_findings
from graph_builder.concord.merging import Merge, merge_titles
from graph_builder.concord.reuse import reuses, with_recurrences
from graph_builder.concord.series import series
from graph_builder.concord.succession import Succession, successions
from graph_builder.concord.tasking import Tasks, tasks
from graph_builder.concord.work import Divergence, Joint, Side, Version, Work, concord

__all__ = [
    "Divergence",
    "Joint",
    "Merge",
    "Side",
    "Succession",
    "Tasks",
    "Version",
    "Work",
    "align",
    "concord",
    "merge_titles",
    "pin_findings",
    "reuses",
    "series",
    "successions",
    "tasks",
    "with_recurrences",
]
