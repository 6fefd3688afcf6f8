"""The Django project: settings, addresses of pages, databases."""
