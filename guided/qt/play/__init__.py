"""The session being played: the page, its picture, its panels, its record."""
