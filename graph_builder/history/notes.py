"""What an answer about time must say aloud.

What goes in: a `Lineage` and what was asked. What comes out: sentences in English or French, so that the command line, the JSON interface and the pages
say the same. This module must not know a store.
"""

from __future__ import annotations

from collections import Counter

from graph_builder.history.days import LATER, POSSIBLE, UNDATED
from graph_builder.history.lineage import Limits, Lineage

SENTENCES = {
    "path": {
        "en": "A path of several steps is as strong as its weakest basis, and its confidence is the product of its steps.",
        "fr": "Un chemin de plusieurs étapes vaut ce que vaut sa base la plus faible ; sa confiance est le produit de celles des étapes.",
    },
    "held": {
        "en": "Only texts that were read, and relations that the register states, take part.",
        "fr": "Seuls comptent les textes lus et les relations qu’énonce le registre.",
    },
    "as_of": {
        "en": "As of {day}: what was adopted on or before that day takes part. Adopted is not in force.",
        "fr": "Au {day} : compte ce qui était adopté ce jour-là ou avant. Adopté ne veut pas dire en vigueur.",
    },
    "not_yet": {
        "en": "It had not been adopted by {day}.",
        "fr": "Il n’était pas adopté le {day}.",
    },
    POSSIBLE: {
        "en": "{n} paths stand possibly: a date of theirs is known by its month or year alone.",
        "fr": "{n} chemins sont possibles seulement : une de leurs dates n’est connue qu’au mois ou à l’année près.",
    },
    UNDATED: {
        "en": "{n} paths hold a text whose date is not known: they may be later.",
        "fr": "{n} chemins contiennent un texte dont la date n’est pas connue : il peut être postérieur.",
    },
    LATER: {
        "en": "{n} steps are left out: one of their ends was adopted later.",
        "fr": "{n} étapes sont laissées de côté : une de leurs extrémités a été adoptée plus tard.",
    },
    "basis": {
        "en": "{n} steps of another basis are left out.",
        "fr": "{n} étapes d’une autre base sont laissées de côté.",
    },
    "cycles": {
        "en": "{n} circles of texts that derive from one another were found; none is walked round.",
        "fr": "{n} cercles de textes qui dérivent les uns des autres ont été trouvés ; aucun n’est parcouru.",
    },
}


def lineage_notes(answer: Lineage, limits: Limits, language: str = "en") -> list[str]:
    """The sentences that hold for this answer."""

    def say(key: str, **values: object) -> str:
        return SENTENCES[key].get(language, SENTENCES[key]["en"]).format(**values)

    said = [say("path"), say("held")]
    if limits.as_of is not None:
        said.append(say("as_of", day=limits.as_of.last))
        if answer.standing == LATER:
            said.append(say("not_yet", day=limits.as_of.last))
    standings = Counter(line.standing for line in answer.lines)
    said += [say(key, n=n) for key in (POSSIBLE, UNDATED) if (n := standings[key])]
    said += [say(key, n=n) for key in (LATER, "basis") if (n := answer.left_out.get(key, 0))]
    if answer.cycles:
        said.append(say("cycles", n=len(answer.cycles)))
    return said
