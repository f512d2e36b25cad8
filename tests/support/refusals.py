"""The sentences with which the program refuses something, as they stand in its text."""

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

ARGUMENT = {
    "InvalidInput": 1,
    "Forbidden": 0,
    "Stranger": 0,
    "_refusal": 3,
    "_trouble": 3,
    "plain": 2,
    "_refused": 0,
}
"""Where the sentence stands, by what is called."""

FILLED = "7"
"""In the place of what is not known before."""


def refusals(path: Path) -> set[str]:
    """Those of a module; what is filled in at run time is ``FILLED``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            found |= {text for call in _calls(function) for text in _texts(call, function)}
    return {one for one in found if any(sign.isalpha() for sign in one)}


def _calls(function: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        at = ARGUMENT.get(name)
        if at is not None and len(node.args) > at:
            yield node.args[at]


def _texts(node: ast.expr, function: ast.AST, depth: int = 0) -> list[str]:
    """What an expression may come to; none where it is made elsewhere."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = [_filled(part, function, depth) for part in node.values]
        return ["".join(each) for each in product(*parts)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        pair = product(_texts(node.left, function, depth), _texts(node.right, function, depth))
        return ["".join(each) for each in pair]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, function, depth), *_texts(node.orelse, function, depth)]
    if isinstance(node, ast.Name) and depth == 0:
        return [
            text
            for one in ast.walk(function)
            if isinstance(one, ast.Assign)
            and any(isinstance(each, ast.Name) and each.id == node.id for each in one.targets)
            for text in _texts(one.value, function, depth + 1)
        ]
    return []


def _filled(part: ast.expr, function: ast.AST, depth: int) -> list[str]:
    if isinstance(part, ast.FormattedValue):
        inner = part.value
        return (_texts(inner, function, depth) if isinstance(inner, ast.Name) else []) or [FILLED]
    return _texts(part, function, depth)
