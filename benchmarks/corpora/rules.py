"""The rules of a package, and how one of them is switched off while the rest of the program runs on.

A rule is a function or method of its modules, or a group of words: a set, table or pattern that a module defines, and
each key of a table of word sets. A function that is off answers with a constant of its return type, one that answers
yes or no with either; a group of words that is off is empty, and so is it in all that its module makes of it.
"""

import ast
import inspect
import re
import sys
import typing
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache, cached_property
from importlib import import_module
from pkgutil import walk_packages
from types import CodeType, FunctionType, ModuleType, UnionType
from typing import Any

from monitor.records import Record

_CONSTANTS: dict[Any, str] = {
    int: "0", float: "0.0", str: "''", bytes: "b''", list: "[]", set: "set()", frozenset: "frozenset()", tuple: "()",
    dict: "{}", Mapping: "{}", Sequence: "()", Collection: "()", Iterable: "()", Iterator: "iter(())",
    Generator: "iter(())",
}  # fmt: skip
_NEVER = re.compile(r"(?!)")
_WORDS = (frozenset, set, dict, tuple, list, re.Pattern)

Switch = Callable[[], AbstractContextManager[None]]


class Rule(Record, frozen=True, kw_only=True):
    """A rule by name, and each way to switch it off."""

    name: str
    switches: tuple[Switch, ...]


def modules_of(rooms: Iterable[str]) -> list[ModuleType]:
    """The modules of these packages and modules."""
    found = []
    for room in rooms:
        module = import_module(room)
        inside = walk_packages(module.__path__, f"{room}.") if hasattr(module, "__path__") else ()
        found += [module, *(import_module(each.name) for each in inside)]
    return found


def find_rules(rooms: Iterable[str]) -> list[Rule]:
    """All rules of these packages and modules, in order of the files."""
    return [rule for module in modules_of(rooms) for rule in (*_functions(module), *_word_groups(module))]


def _functions(module: ModuleType) -> Iterator[Rule]:
    short = module.__name__.rpartition(".")[2]
    for name, value in vars(module).items():
        if isinstance(value, type) and value.__module__ == module.__name__:
            members = [(f"{short}.{name}.{member}", held) for member, held in vars(value).items()]
        else:
            members = [(f"{short}.{name}", value)]
        for called, held in members:
            function = _function_in(held)
            if function and function.__code__.co_filename == module.__file__ and "__" not in called:
                constants = _constants(function)
                yield Rule(name=called, switches=tuple(_off(module, function, constant) for constant in constants))


def _function_in(value: object) -> FunctionType | None:
    """The function of a function, method, property or cache."""
    if isinstance(value, property):
        value = value.fget
    elif isinstance(value, cached_property):
        value = value.func
    elif isinstance(value, staticmethod | classmethod):
        value = value.__func__
    found = inspect.unwrap(value) if callable(value) and not isinstance(value, type) else value
    return found if isinstance(found, FunctionType) else None


def _constants(function: FunctionType) -> tuple[str, ...]:
    kind = function.__annotations__.get("return")
    if kind is bool:
        return ("False", "True")
    if isinstance(kind, UnionType) or typing.get_origin(kind) is typing.Union:
        return ("None",)
    return (_CONSTANTS.get(typing.get_origin(kind) or kind, "None"),)


def _off(module: ModuleType, function: FunctionType, constant: str) -> Switch:
    """Switches a function off wherever it is bound, as all its names share its code."""

    @contextmanager
    def switch() -> Iterator[None]:
        code = function.__code__
        function.__code__ = _code_of(constant, code.co_freevars)
        _forget(module)
        try:
            yield
        finally:
            function.__code__ = code
            _forget(module)

    return switch


def _code_of(constant: str, free: tuple[str, ...]) -> CodeType:
    """The code of a function that returns `constant` whatever it is given, with the free variables of another one."""
    bound = "".join(f"    {name} = None\n" for name in free)
    seen = "".join(f"        {name}\n" for name in free)
    source = f"def make():\n{bound}    def off(*args, **kwargs):\n{seen}        return {constant}\n    return off\n"
    space: dict[str, Any] = {}
    exec(source, space)
    code: CodeType = space["make"]().__code__
    return code


def _word_groups(module: ModuleType) -> Iterator[Rule]:
    short = module.__name__.rpartition(".")[2]
    for name in _assigned(module):
        value = vars(module)[name]
        if not isinstance(value, _WORDS) or "__" in name or (isinstance(value, Collection) and not value):
            continue
        if isinstance(value, dict) and all(map(_is_group, value.values())):
            for key in value:
                rest = {**value, key: _empty(value[key])}
                shown = " ".join(key) if isinstance(key, tuple) else key
                yield Rule(name=f"{short}.{name}[{shown}]", switches=(_emptied(module, name, rest),))
        else:
            yield Rule(name=f"{short}.{name}", switches=(_emptied(module, name, _empty(value)),))


def _is_group(value: object) -> bool:
    """Whether it is a group of words; a named tuple is a record, which cannot be empty."""
    return isinstance(value, frozenset | list | tuple) and not hasattr(value, "_fields")


def _empty(value: Any) -> object:
    """What stands in the place of a group of words that is off."""
    return _NEVER if isinstance(value, re.Pattern) else () if isinstance(value, tuple) else type(value)()


def _assigned(module: ModuleType) -> dict[str, ast.expr]:
    """What a module assigns to its own names, in order."""
    found: dict[str, ast.expr] = {}
    for line in ast.parse(inspect.getsource(module)).body:
        targets = (
            line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
        )
        value = getattr(line, "value", None)
        if value is not None:
            names = (each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))
            found.update(dict.fromkeys(names, value))
    return found


def _emptied(module: ModuleType, name: str, empty: object) -> Switch:
    """Puts `empty` in the place of a constant, and of what the module makes of it, wherever it is bound."""

    @contextmanager
    def switch() -> Iterator[None]:
        undo: list[Callable[[], None]] = []
        for old, new in _derived(module, name, empty):
            undo += _replaced(old, new)
        _forget(module)
        try:
            yield
        finally:
            for each in reversed(undo):
                each()
            _forget(module)

    return switch


def _derived(module: ModuleType, name: str, empty: object) -> list[tuple[object, object]]:
    """A constant and those made of it, each with what it is when the first is `empty`."""
    space, changed = {**vars(module), name: empty}, {name}
    found: list[tuple[object, object]] = [(vars(module)[name], empty)]
    for other, made in _assigned(module).items():
        used = {each.id for each in ast.walk(made) if isinstance(each, ast.Name)}
        if other not in changed and used & changed and isinstance(vars(module)[other], (*_WORDS, str)):
            space[other] = eval(compile(ast.Expression(made), "constant", "eval"), space)
            changed.add(other)
            if not isinstance(space[other], str):  # a piece of an expression is bound nowhere else
                found.append((vars(module)[other], space[other]))
    return found


def _replaced(old: object, new: object) -> list[Callable[[], None]]:
    """Binds `new` to every name of a module or class that holds `old`, and puts it into tables that do; how to undo."""
    undo: list[Callable[[], None]] = []
    for holder in _holders():
        for name, value in list(vars(holder).items()):
            if value is old:
                setattr(holder, name, new)
                undo.append(lambda holder=holder, name=name: setattr(holder, name, old))  # type: ignore[misc]
            elif isinstance(value, dict) and any(each is old for each in value.values()):
                for key in [key for key, each in value.items() if each is old]:
                    value[key] = new
                    undo.append(lambda table=value, key=key: table.__setitem__(key, old))  # type: ignore[misc]
    return undo


def _holders() -> list[Any]:
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("monitor.")]
    classes = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    return [*modules, *(each for each in classes if each.__module__.startswith("monitor."))]


def _forget(changed: ModuleType) -> None:
    """Clears what functions of the language packages remember, but for what they load, unless they load it there."""
    for module, loads, cached in _caches():
        if not loads or module is changed:
            cached.cache_clear()


@cache
def _caches() -> list[tuple[ModuleType, bool, Any]]:
    """The functions that remember, each with its module, and whether it loads something: those have no parameters."""
    packages = [module for name, module in list(sys.modules.items()) if name.startswith("monitor.annotate")]
    return [
        (module, not inspect.signature(value).parameters, value)
        for module in packages
        for value in vars(module).values()
        if hasattr(value, "cache_clear") and value.__module__ == module.__name__
    ]
