"""Words for results: escaped HTML fragments and plain-text summaries. Pure functions, no widgets."""

from hipkit.text.words import PURPOSE, cite, clock, dose, escape, listed, number

__all__ = ["PURPOSE", "cite", "clock", "dose", "escape", "listed", "number"]
