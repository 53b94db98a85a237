"""The widgets that pages are made of; none knows a page, each follows the `Look` it is given."""
