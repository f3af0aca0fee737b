"""What Excel shows and runs of goalsheet, as text: the tab "Goals" and the macros behind its buttons."""
