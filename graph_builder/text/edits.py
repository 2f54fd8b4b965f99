"""Chains the stages of the normaliser: each sees the text the one before left, all edits count in the raw text.

What goes in: a NormalText and edits in its normal offsets. What comes out: a NormalText of the same raw text. This module must not
know why an edit is made.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Edit, NormalText


def chain(first: NormalText, edits: Sequence[Edit]) -> NormalText:
    """`first` with `edits` (sorted, not overlapping, in its normal offsets) applied on top.

    An edit that touches an earlier one takes it in: the rule of the later edit stands, the lower confidence of the two.

    >>> from graph_builder.model import NormalText
    >>> once = NormalText.of("l\\u00ades re\\u0301le", (Edit(1, 2, "", "hyphen", 1.0), Edit(6, 8, "é", "compose", 1.0)))
    >>> twice = chain(once, (Edit(4, 8, "rôle", "accent", 0.9),))
    >>> twice.text, [(e.start, e.end, e.replacement, e.rule) for e in twice.edits]
    ('les rôle', [(1, 2, '', 'hyphen'), (5, 10, 'rôle', 'accent')])
    """
    if not edits:
        return first
    if not first.edits:
        return NormalText.of(first.raw, tuple(edits))
    merged: list[Edit] = []
    old = first.edits
    shift = 0  # normal offset minus raw offset behind the old edits passed so far
    j = k = 0
    while j < len(edits):
        start, end = edits[j].start, edits[j].end
        while k < len(old):  # old edits that end before this one begins stay as they are
            at = old[k].start + shift
            stop = at + len(old[k].replacement)
            if stop > start or (stop == start and at == stop == end):
                break
            merged.append(old[k])
            shift += len(old[k].replacement) - (old[k].end - old[k].start)
            k += 1
        group = j
        confidence = 1.0
        raw_start = None
        behind = shift
        while True:  # the new edits and old ones that touch each other become one
            if j < len(edits) and (j == group or edits[j].start < end):
                end = max(end, edits[j].end)
                confidence = min(confidence, edits[j].confidence)
                j += 1
            elif k < len(old) and old[k].start + behind < end:
                at = old[k].start + behind
                if at < start:
                    start, raw_start = at, old[k].start
                end = max(end, at + len(old[k].replacement))
                confidence = min(confidence, old[k].confidence)
                behind += len(old[k].replacement) - (old[k].end - old[k].start)
                k += 1
            else:
                break
        parts: list[str] = []
        position = start
        for edit in edits[group:j]:
            parts += (first.text[position : edit.start], edit.replacement)
            position = edit.end
        parts.append(first.text[position:end])
        merged.append(Edit(start - shift if raw_start is None else raw_start, end - behind, "".join(parts), edits[group].rule, confidence))
        shift = behind
    merged += old[k:]
    return NormalText.of(first.raw, tuple(merged))
