"""Who calls: people and their accounts."""
