"""What a product may enter: certificates, markets, their rules, and levels."""
