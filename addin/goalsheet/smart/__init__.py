"""Is this goal SMART? What is filled in, and what the words say. Pure."""
