from graph_builder.structure.segment import segment

__all__ = ["segment"]
