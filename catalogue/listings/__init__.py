"""What the public sees: one row per published product, texts per language."""
