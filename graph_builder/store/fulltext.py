"""Words in the sentences: a Tantivy index beside the graph.

What goes in: a loaded store, then words. What comes out: the IRIs of statements whose raw or repaired words hold them all. Each language has its own
field, stemmed where there is a stemmer; Arabic and Chinese are cut into runs of characters. SPARQL `CONTAINS` would read every sentence for each
question. This module must not know what a statement is beyond its evidence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import tantivy

from graph_builder.iris import AC
from graph_builder.model import LANGUAGES
from graph_builder.store.prefixes import PREFIXES

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "de": "german", "it": "italian"}
OTHER = "xx"
"""Field of texts whose language has no field of its own."""
MOST = 1_000_000
_EVIDENCE = f"""SELECT ?s ?x ?exact ?reading {{ ?s a <{AC}Statement> ; <{AC}evidence> ?e .
  ?e <{AC}expression> ?x ; oa:hasSelector/oa:exact ?exact . OPTIONAL {{ ?e <{AC}repairedText> ?reading }} }}"""


def _analyzer(language: str) -> Any:
    if language in STEMMERS:
        builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        return builder.filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.stemmer(STEMMERS[language])).build()
    if language in ("zh", "ar"):
        return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 2, False)).filter(tantivy.Filter.lowercase()).build()
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase()).build()


def _open(folder: Path, *, make: bool = False) -> Any:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("iri", stored=True, tokenizer_name="raw")
    for language in (*LANGUAGES, OTHER):
        schema.add_text_field(language, stored=False, tokenizer_name=f"own-{language}")
    index = tantivy.Index(schema.build(), path=str(folder)) if make else tantivy.Index.open(str(folder))
    for language in (*LANGUAGES, OTHER):
        index.register_tokenizer(f"own-{language}", _analyzer(language))
    return index


def write_index(store: ox.Store, folder: Path) -> int:
    """Indexes the evidence of every statement; how many texts there were."""
    folder.mkdir()
    index = _open(folder, make=True)
    writer = index.writer(heap_size=32_000_000, num_threads=1)
    count = 0
    solutions = store.query(_EVIDENCE, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    for solution in solutions:
        statement, expression, exact, reading = (solution[k] for k in range(4))
        language = str(expression.value).rsplit("/", 1)[-1].split("-")[0]
        texts = [exact.value] if reading is None else [exact.value, reading.value]
        writer.add_document(tantivy.Document(iri=[statement.value], **{language if language in LANGUAGES else OTHER: texts}))
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count


def _parts(word: str, field: str) -> list[str]:
    """A word as its field's analyzer cuts it."""
    return [word[k : k + 2] for k in range(len(word) - 1)] if field in ("zh", "ar") and len(word) > 1 else [word]


@lru_cache(maxsize=4)
def _reader(folder: str) -> Any:
    return _open(Path(folder))


def search(folder: Path, words: str, language: str | None = None) -> list[str]:
    """Statements that hold all the words in one of their versions, or in that of a `language`; the best match first."""
    plain = re.sub(r"[^\w]+", " ", words).split()[:12]
    if not plain:
        return []
    index = _reader(str(folder))
    searcher = index.searcher()
    found: dict[str, float] = {}
    for field in (language,) if language in LANGUAGES else (*LANGUAGES, OTHER):
        query = index.parse_query(" ".join(f'"{part}"' for word in plain for part in _parts(word, field)), [field], conjunction_by_default=True)
        for score, address in searcher.search(query, MOST).hits:
            iri = searcher.doc(address)["iri"][0]
            found[iri] = max(score, found.get(iri, 0.0))
    return sorted(found, key=lambda iri: (-found[iri], iri))
