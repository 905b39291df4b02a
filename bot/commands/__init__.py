"""The commands of `whoelse` beside the chat: what each asks, looks at and prints."""
