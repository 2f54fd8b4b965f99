"""Reads what pages and JSON answers show out of a store, with SPARQL alone.

catalog     names of instruments, actors, topics, forces: found in any usual spelling, shown in the reader's language
nodes       the properties of many nodes at once
statements  statements and commitments: filters, evidence, bearers, reasons
texts       the text of a document with its statements marked
lists       everything else that is listed: provisions, citations, divergences, coverage
"""
