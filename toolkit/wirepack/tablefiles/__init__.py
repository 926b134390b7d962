"""Tables <-> files: one module per format, and the hash of a table's content that no format and no version changes."""
