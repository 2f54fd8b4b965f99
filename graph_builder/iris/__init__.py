"""Symbols and IRIs: how instruments are named, and how the names are written and read back.

parse_symbol(text) -> Symbol | None      any usual spelling, in eight languages (`spellings`)
from_code(text) -> Symbol | None         a code alone, faster (`symbols`)
possible_days(symbol)                    what a symbol says about its date (`dates`)
mint_instrument(symbol or key) -> IRI    and its kin (`names`)
parse_iri(iri) -> name | None            the way back
"""

from graph_builder.iris.dates import possible_days, security_council_year
from graph_builder.iris.names import (
    AC,
    BASE,
    CONCEPT,
    Concept,
    Instrument,
    Name,
    Part,
    Thing,
    actor_iri,
    citation_iri,
    concept_iri,
    encode,
    expression_iri,
    graph_iri,
    instrument_of,
    mint,
    mint_instrument,
    parse_iri,
    provision_iri,
    slug,
    source_iri,
    statement_iri,
    text_iri,
    title_iri,
)
from graph_builder.iris.spellings import guess_symbols, parse_symbol
from graph_builder.iris.symbols import Symbol, from_code, from_path

__all__ = [
    "AC",
    "BASE",
    "CONCEPT",
    "Concept",
    "Instrument",
    "Name",
    "Part",
    "Symbol",
    "Thing",
    "actor_iri",
    "citation_iri",
    "concept_iri",
    "encode",
    "expression_iri",
    "from_code",
    "from_path",
    "graph_iri",
    "guess_symbols",
    "instrument_of",
    "mint",
    "mint_instrument",
    "parse_iri",
    "parse_symbol",
    "possible_days",
    "provision_iri",
    "security_council_year",
    "slug",
    "source_iri",
    "statement_iri",
    "text_iri",
    "title_iri",
]
