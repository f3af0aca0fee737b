"""What goalsheet says, in other languages than English: one catalogue a language, in templates/languages."""
