"""Google Sheets and Drive: signing in, one careful client, and the spreadsheets in which managers review goals."""
