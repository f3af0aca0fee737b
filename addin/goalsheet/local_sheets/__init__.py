"""A server for this computer alone that answers as Google Sheets and Drive do, to try things without an account."""
