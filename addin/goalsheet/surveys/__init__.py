"""Surveys on disk: forms made for those who are asked, forms that come back, and what is remembered in between."""
