"""What a watch says, as a piece of YAML that people read and paste."""

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.representer import SafeRepresenter

from monitor.config.reading.yaml_file import Plain

_WIDTH = 110
_PLAIN = re.compile(r"\w[\w '’.-]*")
_STRING = "tag:yaml.org,2002:str"


class _Representer(SafeRepresenter):
    """Puts texts with signs in quotes: within brackets, what is written without them is not read alike everywhere."""

    def represent_str(self, data: str) -> Any:
        return self.represent_scalar(_STRING, data, style=None if _PLAIN.fullmatch(data) else '"')


_Representer.add_representer(str, _Representer.represent_str)


def yaml_form(said: dict[str, Plain]) -> str:
    """The keys of a watch with what they say: small things on one line, in the order given."""
    yaml: Any = YAML(typ="safe", pure=True)  # its types are wrong about None: small things on one line
    yaml.Representer = _Representer
    yaml.default_flow_style = None
    yaml.sort_base_mapping_type_on_output = False
    yaml.width = _WIDTH
    text = io.StringIO()
    yaml.dump(said, text)
    return text.getvalue()
