"""What HR and managers look at: reports, briefs and e-mail drafts."""
