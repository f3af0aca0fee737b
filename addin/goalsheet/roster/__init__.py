"""HR's list of people, in whatever shape it comes, turned into people, with all problems at once."""
