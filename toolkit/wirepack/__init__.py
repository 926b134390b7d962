"""wirepack: a folder of news articles becomes a validated Frictionless Data Package."""
