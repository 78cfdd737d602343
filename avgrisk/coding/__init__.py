"""A case judged by a person with its outcome hidden, kept in a file, held against the others."""
