"""Attention: what does time do to alerts, beside the chain?

`rounds` looks every second: `releases` tells what was held once its hold is over, `absences` tells that a watch has had
no match, by what its feeds could have brought (`hearing`), `blindness` that none of its feeds
brings anything. `base` is what they need. All of it is recorded before it is
told, and told again after a crash, under the same ids; `overtaken` has it said again where another message came
between.
"""
