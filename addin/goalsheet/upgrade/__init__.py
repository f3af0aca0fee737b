"""A tracker of a former template or version becomes one of the newest, with all that people put into it."""
