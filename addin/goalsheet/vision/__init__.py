"""What somebody wants and values: five questions, what goals live up to, a journal, the shape of a mind map. Pure."""
