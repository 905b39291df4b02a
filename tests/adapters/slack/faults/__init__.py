"""What Slack, networks and people do wrong, and what the bot makes of it."""
