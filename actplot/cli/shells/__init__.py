"""What shells ask for while somebody types, and how they take the answer.

The scripts in this folder hand over the line up to the cursor; the answer has a line for
each completion: its kind, its text and what it is, with tabs between. The kinds are those of
click (plain, file, dir), and open for what goes on without a space.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

LINE, WORD = "COMP_LINE", "COMP_WORD"
# Behind these a word goes on.
_OPEN = ("=", "/")
_SPECIAL = re.compile(r"([^\w@%+=:,./-])", re.ASCII)


class ScriptComplete(ShellComplete):
    """Answers a script of ours."""

    def get_completion_args(self) -> tuple[list[str], str]:
        _, words, last = _split(os.environ.get(LINE, ""))
        return words[1:], last

    def format_completion(self, item: CompletionItem[str]) -> str:
        kind = "open" if item.type == "plain" and item.value.endswith(_OPEN) else item.type
        return "\t".join((kind, self.quoted(item.value), " ".join((item.help or "").split())))

    def quoted(self, value: str) -> str:
        """A completion as the shell takes it."""
        return value


class BashScript(ScriptComplete):
    """Bash replaces what it takes for a word, which begins anew at = and :."""

    name = "bash"

    def quoted(self, value: str) -> str:
        in_quotes, _, last = _split(os.environ.get(LINE, ""))
        _, _, word = _split(os.environ.get(WORD, ""))
        if last.endswith(word):
            value = value[len(last) - len(word) :]
        return value if in_quotes else _SPECIAL.sub(r"\\\1", value)


class ZshScript(ScriptComplete):
    name = "zsh"


class FishScript(ScriptComplete):
    name = "fish"


SHELLS: dict[str, type[ScriptComplete]] = {
    shell.name: shell for shell in (BashScript, ZshScript, FishScript)
}


def script(shell: str) -> str:
    """What switches completion on in a shell."""
    return (Path(__file__).parent / f"actplot.{shell}").read_text(encoding="utf-8")


def register() -> None:
    """Let click answer the scripts of this module."""
    for shell in SHELLS.values():
        add_completion_class(shell)


def _split(line: str) -> tuple[bool, list[str], str]:
    """A line up to the cursor: whether it ends inside of quotes, its words, and the last one."""
    from click.shell_completion import split_arg_string

    words = split_arg_string(line)
    in_quotes = False
    try:
        shlex.split(line)
    except ValueError as error:
        in_quotes = "quotation" in str(error)
    ends = not line or (line[-1].isspace() and not in_quotes and not line[:-1].endswith("\\"))
    return in_quotes, words if ends else words[:-1], "" if ends or not words else words[-1]
