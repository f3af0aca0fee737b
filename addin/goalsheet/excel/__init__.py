"""The workbook that is open in Excel or LibreOffice, through xlwings: what buttons do, and setting them up."""
