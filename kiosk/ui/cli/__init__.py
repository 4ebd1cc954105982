"""The command line: every command a person or a script may type."""
