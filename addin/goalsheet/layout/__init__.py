"""How each table looks and how its cells are read: widths, colours, lists, locks, live formulas, as plain values. Pure."""
