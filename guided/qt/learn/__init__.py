"""Articles and the figure that plays their lessons."""
