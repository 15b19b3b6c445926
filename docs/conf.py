"""How the documents are built; nothing is fetched."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from docs import reference_pages  # noqa: E402  the line above makes it importable

project = "loanvisit"
author = "the loanvisit authors"
project_copyright = "the loanvisit authors"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "_extra"]
html_theme = "furo"
html_title = "loanvisit"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

default_role = "code"
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_custom_sections = ["Laws"]

reference_pages.write(HERE / "reference")
reference_pages.write_policies(HERE / "reference")
reference_pages.write_roles(HERE / "reference")
reference_pages.write_outlines(HERE / "reference")
reference_pages.write_schemas(HERE / "reference", HERE / "_extra")
html_extra_path = ["_extra"]
