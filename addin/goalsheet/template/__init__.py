"""A template (TOML and Jinja2) and a person make a tracker."""
