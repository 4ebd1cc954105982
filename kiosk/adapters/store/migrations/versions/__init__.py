"""One module a migration, oldest first; each stands on its own."""
