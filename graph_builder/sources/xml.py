"""Parses XML and HTML bytes without entities, network or unbounded trees.

What goes in: bytes. What comes out: an element tree, or SourceError. This module must not know a vocabulary.
"""

from __future__ import annotations

import re

from lxml import etree

from graph_builder.errors import SourceError
from graph_builder.model import Finding

_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE\b[^>\[]{0,2000}\[", re.IGNORECASE)
HEAD = 1 << 16


def parse_xml(name: str, data: bytes) -> tuple[etree._Element, tuple[Finding, ...]]:
    """The root element. A document that declares entities is refused; one with a slip in its tags is read as far as it goes, with a finding."""
    head = data[:HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", errors="replace").encode()
    if _ENTITY.search(head) or _DOCTYPE.search(head):
        raise SourceError("declares XML entities", place=name, hint="resolve the entities and remove the DOCTYPE; entities are never expanded")
    findings: tuple[Finding, ...] = ()
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        place = f"{name}:{error.lineno or 1}"
        root = etree.fromstring(data, _parser(recover=True))
        if root is None:
            raise SourceError(f"is no well-formed XML ({error.msg})", place=place, hint="fetch the file again, or correct the tags") from error
        if "huge" in (error.msg or "").lower() or "depth" in (error.msg or "").lower():
            raise SourceError(f"is nested or long beyond the bounds ({error.msg})", place=place, hint="split the file") from error
        findings = (Finding("xml-repaired", "warning", place, f"is no well-formed XML ({error.msg}); read with the slip repaired", "correct the tags"),)
    if root is None:
        raise SourceError("holds no XML element", place=name, hint="fetch the file again")
    return root, findings


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=recover, remove_comments=True, remove_pis=True
    )


def local(element: etree._Element) -> str:
    """The tag without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
