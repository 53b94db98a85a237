"""Movements of one's own: made from another or posed by hand, with words, muscles and pictures."""
