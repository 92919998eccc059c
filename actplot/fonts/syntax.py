r"""What is wrong with a formula, before mathtext is asked to set it; without importing it.

The grammar is mathtext's: groups, scripts, `\left ... \right`, commands with arguments in
braces. What is wrong is shown where it is, which mathtext cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from actplot.errors import closest
from actplot.fonts.characters import FORMULA, is_math
from actplot.formula import commands, environments
from actplot.later import pattern
from actplot.records import Record, replace

_NAME = pattern(r"\\([A-Za-z]+)")
_PLAIN = pattern(r"[a-zA-Z0-9 +\-*/<>=:,.;!?&'@()\[\]|]")
_NUMBER = pattern(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_DEEPEST = 20  # than anyone reads, and not too deep for mathtext


class Fault(Record):
    """What is wrong with the characters from start on, counted from 0, and what would mend it.

    severe: it cannot be drawn at all; else it is drawn, but hardly as it is meant.
    """

    message: str
    start: int
    length: int = 1
    help: str | None = None
    severe: bool = True


def faults(text: str) -> list[Fault]:
    """What is wrong with the formulas of a text of several lines, the first of each formula."""
    collected, start = [], 0
    for line in text.split("\n"):
        collected += [replace(fault, start=start + fault.start) for fault in _of_line(line)]
        start += len(line) + 1
    return collected


@lru_cache(maxsize=4096)
def _of_line(line: str) -> tuple[Fault, ...]:
    if "\\" not in line and "$" not in line:
        return ()
    collected: list[Fault] = []
    end = 0
    for part in FORMULA.finditer(line) if is_math(line) else ():
        collected += _outside(line, end, part.start())
        end = part.end()
        try:
            _SyntaxReader(line, part.start(1), part.end(1)).formula()
        except _Stop as stop:
            collected.append(stop.fault)
    return (*collected, *_outside(line, end, len(line)))


def _outside(line: str, start: int, end: int) -> Iterator[Fault]:
    """Commands where they are none: outside of formulas."""
    names = _NAME.finditer(line, start, end)
    known = commands.known()
    command = next((match for match in names if match[1] == "begin" or match[1] in known), None)
    if command is None:
        return
    dollars = [match.start() for match in environments.DOLLAR.finditer(line, start, end)]
    if dollars:
        help = "put $ at both ends of a formula; write a literal dollar sign as \\$"
        yield Fault("this formula has no closing $", dollars[-1], help=help)
    else:
        what = f"{command[0]} is outside a formula and is drawn as plain text"
        help = f"write ${command[0]}$"
        if command[1] == "begin":
            help = f"write ${line[command.start() : end].strip()}$, with text: latex"
        yield Fault(what, command.start(), len(command[0]), help, severe=False)


@cache
def _delimiter() -> re.Pattern[str]:
    # Long to compile, and few formulas have one.
    others = {f"\\{name}" for name, sign in commands.OTHERS.items() if sign in commands.DELIMITERS}
    longest_first = sorted(commands.DELIMITERS | others, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


class _Stop(Exception):
    def __init__(self, message: str, start: int, length: int = 1, help: str | None = None) -> None:
        super().__init__(message)
        self.fault = Fault(message, start, length, help)


class _SyntaxReader:
    """Reads the formula from start to end of a line, and stops at a fault."""

    def __init__(self, line: str, start: int, end: int) -> None:
        self.text = line[:end]
        self.at = start
        self.depth = 0
        self.lefts = 0  # how many \left are open

    def formula(self) -> None:
        start = self.at - 1
        if not self._here():
            help = "write a literal dollar sign as \\$"
            raise _Stop("the formula is empty", start, self.at + 1 - start, help)
        self._tokens()
        if self.at < len(self.text):
            help = "delete it, or write \\} for a literal brace"
            raise _Stop("unmatched '}'", self.at, help=help)

    # What comes next

    def _here(self) -> str:
        """The next character that is no space; "" at the end."""
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.text[self.at : self.at + 1]

    def _name(self) -> str:
        """The name of the command that comes next; "" if it is none, or has no letters."""
        match = _NAME.match(self.text, self.at)
        return match[1] if match else ""

    def _mark(self) -> str:
        """The character behind a backslash that comes next."""
        here = self.text[self.at : self.at + 1]
        return self.text[self.at + 1 : self.at + 2] if here == "\\" else ""

    def _is_space(self) -> bool:
        """Whether a space or a change of font comes next, which has no scripts and is none."""
        name = self._name()
        if name:
            return name in commands.SPACES or name in commands.FONTS or name == "hspace"
        return self._mark() in commands.SPACE_MARKS or self.text[self.at : self.at + 1] == "~"

    def _is_placeable(self) -> bool:
        if self._here() in ("", "}", "_", "^") or self._name() in ("right", "middle"):
            return False
        # A few spaces have a character.
        return not self._is_space() or self._name() in commands.symbols()

    # Reading

    def _tokens(self, until: str = "}") -> int:
        """Read up to a closing character or the end; how many tokens there were."""
        count = 0
        while (here := self._here()) and here not in ("}", until):
            self._token()
            count += 1
        return count

    def _token(self) -> None:
        if self._is_space():
            self._space()
        else:
            if self._here() not in "_^":
                self._placeable()
            self._scripts()

    def _space(self) -> None:
        start, name = self.at, self._name()
        self.at += 1 + len(name) if name else 1 + len(self._mark())
        if name == "hspace":
            help = "write \\hspace{0.5}"
            self._open(start, "\\hspace needs a width in braces", help)
            self._here()
            number = _NUMBER.match(self.text, self.at)
            self.at = number.end() if number else self.at
            if number is None or self._here() != "}":
                raise _Stop("the width of a space is a number", self.at, help=help)
            self.at += 1

    def _scripts(self) -> None:
        """Read any sub- and superscripts."""
        seen = ""
        while (mark := self._here()) and mark in "_^":
            kind = "superscript" if mark == "^" else "subscript"
            if mark in seen:
                raise _Stop(f"double {kind}", self.at, help=f"use braces: {{x{mark}a}}{mark}b")
            seen += mark
            start = self.at
            self.at += 1
            if not self._is_placeable():
                raise _Stop(f"empty {kind}", start, help=f"for example x{mark}{{2}}")
            self._placeable()
            if self.text.startswith("'", self.at):
                seen = ""
                self.at = len(self.text) - len(self.text[self.at :].lstrip("'"))

    def _placeable(self) -> None:
        """Read one thing that can have scripts."""
        here = self._here()
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Stop("this is nested too deeply", self.at)
        if here == "{":
            self._group()
        elif here == "\\":
            self._command()
        elif _PLAIN.match(here) or "\x80" <= here <= "\U0001ffff":
            self.at += 1
        else:
            known = here in commands.SYMBOL_MARKS
            help = f"write \\{here}" if known else "write it outside of the formula"
            raise _Stop(f"'{here}' is not allowed in a formula", self.at, help=help)
        self.depth -= 1

    def _group(self) -> int:
        """Read a group in braces; how many tokens are in it."""
        start = self.at
        self.at += 1
        count = self._tokens()
        if self._here() != "}":
            raise _Stop("this brace is not closed", start, help="add the } where it ends")
        self.at += 1
        return count

    def _open(self, start: int, message: str, help: str) -> None:
        if self._here() != "{":
            raise _Stop(message, start, len(self.text[start : self.at].rstrip()), help)
        self.at += 1

    def _command(self) -> None:
        start, name = self.at, self._name()
        if not name:
            self._marked(start)
            return
        self.at += 1 + len(name)
        name = commands.OTHERS.get(name, name).removeprefix("\\")
        if name in commands.ACCENTS:
            self._accented(start)
        elif name in commands.symbols() or name in commands.FUNCTIONS or name == "|":
            return
        elif name in commands.ARGUMENTS:
            self._arguments(start, name)
        elif name.startswith("math") and name[4:] in commands.FONTS and self._here() == "{":
            self._group()
        elif name == "left":
            self._between(start)
        elif name in commands.AS_WRITTEN:
            self._as_written(start, name)
        else:
            raise self._unknown(start, name)

    def _marked(self, start: int) -> None:
        """A command of one character that is no letter."""
        mark = self._mark()
        self.at += 1 + len(mark)
        if mark in commands.ACCENT_MARKS:
            self._accented(start)
        elif mark not in commands.SYMBOL_MARKS:
            what = f"no command is called '\\{mark}'" if mark else "nothing follows this backslash"
            help = "a formula has one line" if mark == "\\" else None
            raise _Stop(f"{what} in a formula", start, 1 + len(mark), help)

    def _accented(self, start: int) -> None:
        name = self.text[start : self.at]
        if not self._is_placeable():
            raise _Stop(f"{name} needs a letter", start, len(name), f"write {name}{{x}}")
        self._placeable()

    def _arguments(self, start: int, name: str) -> None:
        if name == "sqrt" and self._here() == "[":
            self.at += 1
            self._tokens(until="]")
            if self._here() != "]":
                raise _Stop("the index of the root has no closing ]", start, 5, "add the ]")
            self.at += 1
        wanted = commands.ARGUMENTS[name]
        message = f"\\{name} needs " + ("one group" if wanted == 1 else "two groups")
        help = f"for example \\{name}" + ("{x}" if wanted == 1 else "{1}{x}")
        for _ in range(wanted):
            if self._here() != "{":
                raise _Stop(f"{message} in braces", start, 1 + len(name), help)
            if not self._group() and name not in commands.MAY_BE_EMPTY:
                raise _Stop(f"{message} that are not empty", start, 1 + len(name), help)

    def _between(self, start: int) -> None:
        """What is between \\left and \\right."""
        self._delimiter(start)
        self.lefts += 1
        while (here := self._here()) and here != "}" and self._name() != "right":
            if self._name() == "middle":
                self.at += len("\\middle")
                self._delimiter(self.at - len("\\middle"))
            else:
                self._token()
        if self._name() != "right":
            raise _Stop("\\left without \\right", start, 5, "add it: \\left( ... \\right)")
        self.lefts -= 1
        self.at += len("\\right")
        self._delimiter(self.at - len("\\right"))

    def _delimiter(self, start: int) -> None:
        name = self.text[start : self.at]
        self._here()
        match = _delimiter().match(self.text, self.at)
        if match is None:
            help = f"for example {name}(, or {name}. for none"
            raise _Stop(f"{name} needs a delimiter", start, len(name), help)
        self.at = match.end()

    def _as_written(self, start: int, name: str) -> None:
        for _ in range(commands.AS_WRITTEN[name]):
            self._open(start, f"\\{name} needs {{...}}", f"write \\{name}{{...}}")
            end = _closing(self.text, self.at)
            if end < 0:
                raise _Stop("this brace is not closed", self.at - 1, help="add the } where it ends")
            self.at = end + 1

    def _unknown(self, start: int, name: str) -> _Stop:
        written = 1 + len(name)
        if name in ("right", "middle"):
            what = "is in other braces than its \\left" if self.lefts else "has no \\left"
            help = "put both into the same braces" if self.lefts else "add it: \\left("
            return _Stop(f"this \\{name} {what}", start, written, help)
        if name in commands.known():
            message = f"\\{name} needs a group in braces"
            return _Stop(message, start, written, f"write \\{name}{{x}}")
        alike = [word for word in commands.known() if word[0].lower() == name[0].lower()]
        guess = closest(name, alike)
        otherwise = f"did you mean '\\{guess}'?" if guess else None
        what = f"no command is called '\\{name}' in a formula"
        return _Stop(what, start, written, commands.INSTEAD.get(name, otherwise))


def _closing(text: str, at: int) -> int:
    """Where the brace that is open at a place is closed; -1 if it is not."""
    depth = 1
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        depth += (text[at] == "{") - (text[at] == "}")
        if not depth:
            return at
        at += 1
    return -1
