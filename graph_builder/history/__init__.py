"""What a store says over time: what derives from what as of a date, along which path; what changed from one text to the next is `graph_builder.diff`.

days      what had been adopted by a day: certainly, possibly, or not known
lineage   ancestors and descendants of a statement, provision or instrument, with their paths
words     the quotes at both ends of a step, and what instruments are called
notes     what an answer must say aloud
"""
