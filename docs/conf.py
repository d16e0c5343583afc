"""How the documentation is built. It needs no network, and its pages load nothing from elsewhere."""

from __future__ import annotations

from counterpoint import __version__

project = "Counterpoint"
copyright = "the Counterpoint authors, Apache-2.0"
version = release = __version__
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_title = f"Counterpoint {__version__}"
html_show_sourcelink = False
html_copy_source = False
