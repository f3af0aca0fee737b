"""How far a goal is, how far it should be, and how all goals add up. Pure."""
