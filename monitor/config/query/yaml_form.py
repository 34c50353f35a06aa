"""What a watch says, as a piece of YAML that people read and paste."""

import io
from typing import Any

from ruamel.yaml import YAML

from monitor.config.reading.yaml_file import Plain

_WIDTH = 110


def yaml_form(said: dict[str, Plain]) -> str:
    """The keys of a watch with what they say: small things on one line, in the order given."""
    yaml: Any = YAML(typ="safe", pure=True)  # its types are wrong about None: small things on one line
    yaml.default_flow_style = None
    yaml.sort_base_mapping_type_on_output = False
    yaml.width = _WIDTH
    text = io.StringIO()
    yaml.dump(said, text)
    return text.getvalue()
