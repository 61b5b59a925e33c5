"""PATCH: JSON merge patch (RFC 7396) over what is there, then validated whole."""

from typing import Any

from api.bodies import body_fault, refusal


def merge_patch(
    current: dict[str, Any], patch: Any, empty: dict[str, Any]
) -> dict[str, Any]:
    """What the members shall be: absent keeps, null clears to its value in `empty`.

    Unknown members go through, for the serializer to refuse.
    """
    if not isinstance(patch, dict):
        raise refusal([body_fault("", "object", code="invalid")])
    return {
        **current,
        **{
            name: empty[name]  # whole: an object would merge into what is there
            if value is None and name in empty
            else _merged(current.get(name), value)
            for name, value in patch.items()
        },
    }


def _merged(current: Any, patch: Any) -> Any:
    if not isinstance(patch, dict) or not isinstance(current, dict):
        return patch
    merged = {name: _merged(current.get(name), value) for name, value in patch.items()}
    return {**current, **merged}
