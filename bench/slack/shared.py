"""What the app and whoever plays Slack know of each other."""

TEAM = "T1"
COMMAND, PATH = "/whoelse", "/slack/events"
TOKEN, SECRET = "xoxb-of-the-bench", "0123456789abcdef" * 2
