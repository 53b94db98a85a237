"""Files made to slow a reader down, to fool it or to end it."""
