"""The interface between the reading of acts and the reading of actors.

What goes in: nothing. What comes out: `Draft`, a statement whose bearer is still a zone of words. `annotate.statements` makes
drafts, asks `annotate.bearers` for the actors in their zones, and joins both to `Statement` values. All spans are normal offsets.
"""

from __future__ import annotations

from graph_builder.model import Qualifier, Span
from graph_builder.values import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its actors are known."""

    provision: str
    span: Span
    verb: Span
    force: str
    rule: str
    confidence: float
    qualified: bool = False
    intensity: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    objects: tuple[str, ...] = ()
    bearer: str = "object"
    """Where the bearer stands: `object` (directives: the words after the verb), `subject` (modals: the words before), `that` (the subject of
    the that-clause), `speaker` (promises and decisions: who speaks, named or not), `none` (assertives)."""
    bearer_zone: Span | None = None
    """The words among which the bearer stands; for `speaker` the words that name the speaker, where the provision does. Under a
    chapeau it lies in the chapeau."""
    object_zone: Span | None = None
    """What the bearer is to do: where counterparties stand ("inform the participating States")."""
    preambular: bool = False
    """In the form of a preamble (a participle): never a commitment."""
    passive: bool = False
    """A passive without agent: the bearer stays open."""
    chapeau: str | None = None
    """Path of the provision that holds the verb, where it is another."""
