"""Step 1. file -> Seed: the bytes are decoded once, and the text is final from here on."""
