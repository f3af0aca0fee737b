"""One run for many people: who gets which file, what is there already, and the making itself."""
