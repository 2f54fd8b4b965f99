"""Stores: where the graph lives and how it is asked. A folder (Oxigraph on disk), or the address of any SPARQL 1.1 endpoint.

publish(nquads, folder, meta)         a new build, swapped in whole
open_store(folder or address)         -> Store (`interface`)
check(query)                          what the guard says of a query
"""

from __future__ import annotations

from pathlib import Path

from graph_builder.store.answers import Answer, Term
from graph_builder.store.embedded import EmbeddedStore
from graph_builder.store.guard import check
from graph_builder.store.interface import Asking, Store
from graph_builder.store.layout import publish
from graph_builder.store.prefixes import PREFIXES

__all__ = ["PREFIXES", "Answer", "Asking", "EmbeddedStore", "Store", "Term", "check", "is_address", "open_store", "publish"]


def is_address(spec: str) -> bool:
    """Whether a store is named by address rather than by folder."""
    return spec.startswith(("http://", "https://"))


def open_store(spec: str | Path) -> Asking:
    """The store at a folder or an http(s) address. StoreError where there is none, or one of another version.

    >>> open_store("nowhere")
    Traceback (most recent call last):
    graph_builder.errors.StoreError: nowhere: there is no store here
    """
    if is_address(str(spec)):
        from graph_builder.store.remote import RemoteStore  # here, because it loads rdflib

        return RemoteStore(str(spec))
    return EmbeddedStore(spec)
