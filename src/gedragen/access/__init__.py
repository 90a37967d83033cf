"""Who may do and see what: one table, no Django."""
