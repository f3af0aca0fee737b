"""Workbook files: build a base once, stamp it for each person, read it back."""
