"""What `publish` is made of: writing a package aside, an independent second reader, and the swap that survives a kill."""
