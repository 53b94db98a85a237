"""The routine editor: the library, the steps as cards, and what can be set in each of them."""
