"""The pipeline of anticrime: source text -> document -> annotations -> graph -> report -> store.

Read the modules in flow order; each imports only what stands before it:
errors, model, lexicons, iris, register, text, sources, structure, annotate, resolve, derive,
triples, reason, validate, store, pipeline, cli.
"""

from graph_builder import compiled

compiled.install()
