"""Workbooks and Google Sheets kept the same: read both sides, decide, write, remember.

The steps of one spreadsheet, and why a run may stop between any two of them (a test stops it at every request and at
every change of a file):

1. The workbooks are read, and what each remembers of the last sync; then the spreadsheet. Nothing is changed yet.
2. `merge/` decides. What looks like an accident stops here.
3. First noted in the workbooks: numbers of new goals, and edits that are about to give way in the sheet. After a stop
   here, the numbers are there already, and what was noted as given way still stands in the sheet: it is decided again,
   and not noted twice.
4. The spreadsheet is written: one batch, all or nothing, with a number that Google takes once (google/commits.py). The
   workbooks still remember the state before. After a stop here, what the sheet holds already is no change any more.
5. What the batch returns is looked at as in 1: rows that somebody moved are mended, what somebody typed meanwhile is
   decided upon, until the sheet needs nothing.
6. Each workbook is written, whole or not at all: its cells and, in the same file, what it remembers from now on. After
   a stop between two workbooks, the first one is done, and the second one is where it was after 4.
7. The memory beside the workbooks is told. It only saves requests and reading: a run without it looks at everything.
"""
