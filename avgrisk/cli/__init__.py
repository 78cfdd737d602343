"""The command line, a file a subject, and the work behind each command."""
