"""Step 3. Document -> rows. `EXTRACTORS` is the whole registry; an extractor is a pure function of one Document."""
