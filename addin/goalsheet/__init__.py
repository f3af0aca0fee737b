"""goalsheet: employee goals in a workbook, agreed and reviewed together."""

__version__ = "0.1.0"
