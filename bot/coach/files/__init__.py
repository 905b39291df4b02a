"""Files: contacts as rows, from tables and address books; talks for a calendar."""
