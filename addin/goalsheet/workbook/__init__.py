"""Workbook files: build a base once, stamp it for each person, read what people made of it, set cells in it."""
