"""Reads what pages and JSON answers show out of a store, with SPARQL alone.

catalog     names of instruments, actors, topics, forces: found in any usual spelling, shown in the reader's language
spoken      actors as people say them, in any case and number, with their article
nodes       the properties of many nodes at once
cards       how answers name an instrument or a force, and show words with their place
reasons     why something derives, with the words that show it
statements  statements and commitments: filters, bearers, what an answer shows of each
within      addressees that hold another within them
lineage     paths of derivations as of a date
changes     what changed from one instrument to a later one
texts       the text of a document with its statements marked
lists       everything else that is listed: provisions, citations, divergences, coverage
"""
