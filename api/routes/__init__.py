"""The addresses of the service, one module a kind.

sparql    the SPARQL 1.1 Protocol
lists     /api/v1: what is listed
details   /api/v1: one thing, lineage, questions, validation, coverage
linked    /id, /concept, /ontology, /shapes, /dump, VoID
service   health, documentation
pages     start page, results, about
"""
