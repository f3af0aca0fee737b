"""Starts with every Python of test_button_chain.py: LibreOffice stands in for Excel, a file for message boxes."""

import os
from pathlib import Path

if "GOALSHEET_TEST_PIPE" in os.environ:
    from goalsheet.excel import libreoffice

    def answer(message: str, _title: str, buttons: str) -> str:
        """Keep the message, and say yes."""
        with Path(os.environ["GOALSHEET_TEST_SAID"]).open("a", encoding="utf-8") as said:
            said.write(message + "\n")
        return "yes" if buttons == "yes_no" else "ok"

    libreoffice.connect(os.environ["GOALSHEET_TEST_PIPE"], answer)
