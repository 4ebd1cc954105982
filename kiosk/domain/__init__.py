"""The pure core: values, forms, rules, names and records; standard library and siblings only."""
