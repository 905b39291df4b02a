"""Files of contacts as rows: tables, LinkedIn's export, cards of an address book."""
