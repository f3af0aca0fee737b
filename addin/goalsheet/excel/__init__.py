"""The open workbook in Excel through xlwings: what the buttons do, and setting them up on a computer."""
