"""How each table looks: widths, colours, lists, locks and live formulas, as plain values. Pure."""
