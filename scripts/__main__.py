"""`python -m goalsheet.scripts`: the same as `goalsheet`."""

from . import main

main()
