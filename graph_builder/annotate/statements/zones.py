"""Where the bearer of an act stands: after a directive up to what is to be done, before a modal, or with the speaker.

What goes in: an act in a folded text. What comes out: the kind of zone, the zone of the bearer and the zone of what it is to do.
This module must not know actors: whose names stand in a zone is for `annotate.bearers`.
"""

from __future__ import annotations

from collections.abc import Callable

from graph_builder.annotate.statements.context import Act
from graph_builder.annotate.statements.forms import LONG_GAP, is_solid
from graph_builder.annotate.statements.lexicon import Lexicon

Zone = tuple[int, int]
LONGEST = 700


def zones(lexicon: Lexicon, text: str, is_lower: Callable[[int], bool], act: Act, act_type: str, end: int) -> tuple[str, Zone | None, Zone | None, bool]:
    """(kind, bearer zone, object zone, passive) of an act whose clause ends at `end`."""
    if act.that is not None:
        return "that", act.that, (act.that[1], end), _is_passive(lexicon, text, act.that[1], end)
    if act.form.kind == "modal" and act_type == "directive" and act.subject is None and act.sense.object == "none":  # "se pide a los Estados que…"
        stop, after = _addressee_end(lexicon, text, is_lower, act.end, end)
        return "object", (act.end, stop), (after, end), False
    if act.form.kind == "modal":
        passive = _is_passive(lexicon, text, act.start, end)
        kind = "speaker" if act.force == "undertakes" and act.sense.object in ("speaker", "we", "we-only") else "subject"
        return kind, act.subject, (act.end, end), passive
    if act_type in ("commissive", "constitutive"):
        return "speaker", act.subject, (act.end, end), False
    if act_type == "assertive":
        return "none", act.subject, None, False
    if act.pronoun is not None:
        return "object", act.pronoun, (act.end, end), False
    start = max(act.end, act.tail[1] if act.tail and act.form.gap == "~" else act.end)
    while start < end and text[start] in "_*":  # the close of a verb set in italics
        start += 1
    if act.tail and act.form.gap == LONG_GAP:  # "fordert alle Staaten auf, …"
        return "object", (start, act.tail[0]), (act.tail[1], end), False
    stop, after = _addressee_end(lexicon, text, is_lower, start, end)
    passive = after < stop and _is_passive(lexicon, text, stop, end)  # "requests that the matter be reviewed"
    return ("that" if passive else "object"), (start, stop), (after, end), passive


def _addressee_end(lexicon: Lexicon, text: str, is_lower: Callable[[int], bool], start: int, end: int) -> Zone:
    """Where the addressee ends and what it is to do begins."""
    limit = min(end, start + LONGEST)
    at = start
    while at < limit and text[at] in " ,":
        at += 1
    if opener := lexicon.phrases("that").opening(text, at, limit):  # recommends that States share: the addressee is a subject
        first = at + len(opener)
        return _before_verb(lexicon, text, first, min(limit, first + 160)), first
    if lexicon.has("comma-infinitive"):
        stops = [at for at in (text.find(mark, at, limit) for mark in ",:") if at > 0]
        return (min(stops), min(stops)) if stops else (limit, end)
    infinitives = lexicon.words("infinitive")
    if infinitives is not None:
        endings = lexicon.phrases("infinitive-ending").forms
        for match in infinitives.finditer(text, at, limit):
            word = _next_word(lexicon, text, match.end(), limit)
            if word is None or lexicon.phrases("prepositional").closing(text, at, match.start() - 1) is not None:
                continue
            written = text[word[0] : word[1]]
            if endings:
                if written.endswith(endings):
                    return match.start(), match.start()
            elif is_lower(word[0]) and not lexicon.phrases("determiner" if lexicon.has("determiner") else "noun-item").opening(text, word[0], limit):
                return match.start(), match.start()
    colon = text.find(":", at, limit)
    if colon > 0:
        return colon, colon
    return _before_verb(lexicon, text, at, limit), end


def _before_verb(lexicon: Lexicon, text: str, start: int, end: int) -> int:
    """Where a subject ends before its verb, which no infinitive marker tells: "that all States | shall act", "that the Office | continue to act"."""
    verbs = lexicon.words("subject-verb")
    if verbs is None:
        return end
    for match in verbs.finditer(text, start, end):
        noun = any(lexicon.phrases(kind).closing(text, start, match.start() - 1) for kind in ("noun-item", "determiner", "preposition"))
        if match.start() > start + 2 and not noun and text[match.start() - 1] == " ":
            return match.start() - 1
    return end


def _next_word(lexicon: Lexicon, text: str, at: int, limit: int) -> Zone | None:
    """The word after a marker, past the pronouns that may stand between ("de lui rendre")."""
    for _ in range(4):
        while at < limit and text[at] in " ,":
            at += 1
        skipped = lexicon.phrases("pronoun").opening(text, at, limit) or lexicon.adverbs.opening(text, at, limit)
        if skipped is None:
            break
        at += len(skipped)
    word = at
    while word < limit and (text[word].isalnum() or text[word] == "-") and not is_solid(text[word]):
        word += 1
    return (at, word) if word > at else None


def _is_passive(lexicon: Lexicon, text: str, start: int, end: int) -> bool:
    words = lexicon.words("passive")
    sign = words.search(text, start, min(end, start + 60)) if words is not None else None
    if sign is not None:
        return _is_participle(lexicon, text, sign.end(), end)
    if (finite := lexicon.phrases("passive-start").opening(text, start, end)) is not None:  # "n'est pas mis aux voix"
        return _is_participle(lexicon, text, start + len(finite), end)
    endings = lexicon.phrases("passive-ending").forms  # "публикуются": the verb itself is passive
    if not endings or lexicon.phrases("deponent").opening(text, start, end) is not None:
        return False
    word = _next_word(lexicon, text, start, end)
    return word is not None and text[word[0] : word[1]].endswith(endings)


def _is_participle(lexicon: Lexicon, text: str, at: int, end: int) -> bool:
    """Whether a participle follows, an adverb before it or not ("être considérablement réduite"); a language without endings does not ask."""
    endings = lexicon.phrases("participle-ending").forms
    for _ in range(2 if endings else 0):
        word = _next_word(lexicon, text, at, end)
        if word is None:
            return False
        if text[word[0] : word[1]].endswith(endings):
            return True
        at = word[1]
    return not endings
