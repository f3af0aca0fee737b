"""Workbooks and Google Sheets kept the same: read both sides, decide, write, remember."""
