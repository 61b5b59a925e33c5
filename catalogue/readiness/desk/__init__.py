"""The desk's pages of readiness: claims, standings, the model and its versions."""
