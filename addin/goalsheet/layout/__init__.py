"""How each table looks and is read: widths, colours, lists, locks and live formulas, as plain values. Pure."""
