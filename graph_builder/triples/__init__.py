"""The graph: what was read and what the register knows, as sorted N-Quads lines."""
