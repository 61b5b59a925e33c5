"""What finding costs: invented catalogues of many words, queries of many kinds."""
