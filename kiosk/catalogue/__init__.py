"""Forms, rules and reference data on disk, read into domain objects and checked."""
