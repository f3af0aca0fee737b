"""What a tracker holds: tables, columns, owners, and the person it belongs to. Pure."""
