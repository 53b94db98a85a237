"""What happens while a session is played: the page, its picture, its panels, the record of it."""
