"""What to do today: one suggestion and why, this week, and something for whoever has only minutes."""
