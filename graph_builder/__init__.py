"""The pipeline of anticrime: source text -> document -> annotations -> graph -> report -> store.

Read the modules in flow order; each imports only what stands before it:
errors, model, lexicons, iris, register, text, sources, structure, annotate, resolve, derive, concord,
triples, reason, validate, store, history, diff, pipeline, cli. `compiled` decides whether machine code stands in for some of annotate.
"""

from graph_builder import compiled

compiled.install()
