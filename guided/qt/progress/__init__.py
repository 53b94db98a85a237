"""Past sessions and measures, and their charts."""
