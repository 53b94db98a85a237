"""The person: first questions, settings, where it hurts, when to get help."""
