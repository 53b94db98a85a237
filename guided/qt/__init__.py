"""The application: everything that needs Qt."""
