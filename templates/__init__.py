"""Templates: one file each; `goalsheet generate --template NAME` uses NAME.toml."""
