"""Tags of answers: how they are made, and compared with what a caller has."""

import hashlib

FRESH_SECONDS = 5 * 60  # half as long as the addresses of private files hold


def hash_of(*parts: str) -> str:
    return hashlib.blake2s("\n".join(parts).encode(), digest_size=9).hexdigest()


def tag_matches(header: str, tag: str) -> bool:
    """Weak comparison of `If-None-Match` (RFC 9110, 13.1.2)."""
    if not header:
        return False
    if header.strip() == "*":
        return True
    bare = tag.removeprefix("W/")
    return any(part.strip().removeprefix("W/") == bare for part in header.split(","))
