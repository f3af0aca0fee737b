"""Two copies of a tracker and what both were after the last sync: what has to be done, and why. Pure."""
