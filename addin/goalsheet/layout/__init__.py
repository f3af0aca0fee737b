"""How each table looks and how its cells are read: widths, colours, lists, locks, formulas, as plain values. Pure."""
