"""Sound: the sink, its device and its streams."""
