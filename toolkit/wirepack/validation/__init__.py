"""What `validate` is made of: the schema of one table, keys between tables, the files of a package."""
