"""The register: what is known of instruments and actors before any text is read.

    load(folder=None) -> Register        reads `register/`, or a folder of the same shape
    Register                             by_iri, by_key, by_symbol, titles, find_instrument, near_titles, actors, relations
    check(folder) -> list[Finding]       contradictions between rows (`checking`)

Titles carry what a finder of citations must know: `Title.use` (anywhere, marked, line) and `Title.shared_by`.
"""

from graph_builder.register.checking import check
from graph_builder.register.loading import load
from graph_builder.register.lookup import Found, Register, TitleMatch
from graph_builder.register.values import Actor, ActorName, Instrument, Membership, Relation, Title, fold

__all__ = ["Actor", "ActorName", "Found", "Instrument", "Membership", "Register", "Relation", "Title", "TitleMatch", "check", "fold", "load"]
