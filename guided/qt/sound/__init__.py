"""Sound on a device."""
