"""The workbook that is open in Excel or LibreOffice: what the buttons do with it, through xlwings."""
