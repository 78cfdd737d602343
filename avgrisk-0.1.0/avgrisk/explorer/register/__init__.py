"""The register desk: upload, map, score, look, change, download."""
