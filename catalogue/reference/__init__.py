"""Reference data: CSV beside the room that owns it, rows an officer may edit later."""
