"""Results as people read them: in one language, as pages, advice and charts."""
