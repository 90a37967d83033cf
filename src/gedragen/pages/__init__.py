"""What people see: URLs, views, forms, templates and static files."""
