"""The desktop around the window: whether somebody is there, notifications, the tray, media keys."""
