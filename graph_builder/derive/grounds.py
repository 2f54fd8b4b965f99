"""Grounds that a commitment names: "in accordance with the Convention", "to implement resolution 1373 (2001)", "and calls upon all States
to implement them".

In: statements, citations. Out: explicit derivations, and anaphoric ones where the ground is referred back to. An instrument that is only
the object of the act (ratify it, recall it, report on it) is no ground; nor is one that only names a body ("the Committee established
pursuant to…"): the governing words, read by `annotate.citations.governing`, tell.

Confidence is calibrated on the gold, one number for each role and basis (`lexicons/confidences.csv`, docs/concepts/derivations.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.annotate.citations.governing import pronoun_grounds
from graph_builder.lexicons.confidences import confidence
from graph_builder.model import Citation, Derivation, Document, Span, Statement

_COMMITS = frozenset(("obliges", "prohibits", "undertakes", "recommits", "decides", "tasks", "urges", "recommends", "encourages", "invites"))


def named(document: Document, statements: Sequence[Statement], citations: Sequence[Citation]) -> list[Derivation]:
    """The derivations on named grounds, one per statement and ground, the strongest basis kept."""
    by_provision: dict[str, list[int]] = {}
    for k, citation in enumerate(citations):
        by_provision.setdefault(citation.provision, []).append(k)
    found: list[Derivation] = []
    for index, statement in enumerate(statements):
        if not (statement.commitment or statement.force in _COMMITS) or not document.by_path[statement.provision].operative:
            continue
        best: dict[str, Derivation] = {}
        for k in _reach(document, statement, by_provision):
            citation = citations[k]
            if not _inside(document, statement, citation.span):
                continue
            if citation.status not in ("resolved", "collective", "anaphoric") or citation.role not in ("ground", "implement"):
                continue
            basis = "anaphoric" if citation.status == "anaphoric" else "explicit"
            for target in citation.targets:
                ground = f"{target}/{citation.pins[0]}" if len(citation.pins) == 1 and len(citation.targets) == 1 else target
                rule = f"{citation.role}.{basis}"
                derivation = Derivation(index, ground, basis, confidence(f"derivation.{rule}"), citation.span, rule, k)
                kept = best.get(target)
                if kept is None or (kept.basis == "anaphoric" and basis == "explicit"):
                    best[target] = derivation
        for derivation in _pronouns(document, index, statement, citations, by_provision):
            best.setdefault(derivation.ground, derivation)
        found += best.values()
    return found


def _reach(document: Document, statement: Statement, by_provision: dict[str, list[int]]) -> list[int]:
    """Citations that can be grounds of a statement: those of its provision, of what stands below it, and of the chapeau that it completes."""
    paths = [statement.provision]
    provision = document.by_path[statement.provision]
    if not statement.span.holds(statement.verb) and provision.parent:
        paths.append(provision.parent)
    return sorted(k for path in paths for k in by_provision.get(path, ()))


def _inside(document: Document, statement: Statement, span: Span) -> bool:
    if statement.span.start <= span.start < statement.span.end:
        return True
    if statement.span.holds(statement.verb):
        return False
    parent = document.by_path[statement.provision].parent
    return parent is not None and statement.verb.start <= span.start < document.by_path[parent].body.end


def _pronouns(document: Document, index: int, statement: Statement, citations: Sequence[Citation], by_provision: dict[str, list[int]]) -> list[Derivation]:
    """ "… and calls upon all States to implement them": what the provision has named before is the ground."""
    earlier = [k for k in by_provision.get(statement.provision, ()) if citations[k].status in ("resolved", "collective", "anaphoric")]
    if not earlier:
        return []
    span = pronoun_grounds(document.text.text, statement.span, document.language)
    if span is None:
        return []
    before = [k for k in earlier if citations[k].span.start < span.start]
    inside = [k for k in before if citations[k].span.start >= statement.span.start]
    derivations: list[Derivation] = []
    for k in inside or before:
        if citations[k].role in ("object", "implement", "ground"):
            for target in citations[k].targets:
                derivations.append(Derivation(index, target, "anaphoric", confidence("derivation.pronoun.anaphoric"), span, "pronoun.anaphoric", k))
    return derivations


__all__ = ["named"]
