"""Texts to a translator and back: spreadsheets, PO files, and the patch that takes them in. Pure."""
