"""How drf-spectacular makes the document; its version is the service's."""

from typing import Any

from api.schema.enum_names import ENUM_NAMES

SPECTACULAR: dict[str, Any] = {
    "TITLE": "Lampung Catalogue API",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SCHEMA_PATH_PREFIX": "/v1",
    "SORT_OPERATIONS": False,  # as in urls.py: what is asked for most comes first
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "api.schema.document.finish_document",
    ],
    "ENUM_NAME_OVERRIDES": ENUM_NAMES,
}
