def camel(words: str) -> str:
    """`product_json_ld` as components are named: `ProductJsonLd`."""
    return "".join(word.capitalize() for word in words.split("_"))
