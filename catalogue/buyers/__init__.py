"""Who buys: what they are and look for, what they keep, what they wait for."""
