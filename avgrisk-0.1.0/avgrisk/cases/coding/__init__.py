"""Cases coded by a person, the outcome hidden: the sheet, the file, the agreement."""
