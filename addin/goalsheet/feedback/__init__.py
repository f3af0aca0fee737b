"""What is asked about somebody's work and of whom, and what of the answers can be shown without names. Pure."""
