"""XML to a tree, without what makes XML from strangers dangerous.

Entities could grow without bounds or fetch files, so a file that declares one is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from actplot.preflight.sheet import Unreadable
from actplot.records import Record, field

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
DEEPEST = 200


class Element(Record, frozen=False):
    """An element: its name, and its attributes without their namespaces.

    drawn: it belongs to SVG, and not to the metadata of some program.
    """

    name: str
    attributes: dict[str, str]
    drawn: bool
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def all(self) -> Iterator[Element]:
        """This element and every one below it."""
        yield self
        for child in self.children:
            yield from child.all()


MOST_TAGS, MOST_DRAWN = 100_000, 4_000_000
"""How much of an SVG is read; what is packed into it, such as images, is not counted."""
_PACKED = re.compile(rb"base64,[A-Za-z0-9+/=\s]+")


def _check_size(data: bytes) -> None:
    tags = data.count(b"<")
    drawn = len(data) - sum(len(match[0]) for match in _PACKED.finditer(data))
    if tags > MOST_TAGS or drawn > MOST_DRAWN:
        raise Unreadable(
            f"the SVG is too large to be checked: {tags:,} tags and {drawn:,} bytes without its "
            f"images, of at most {MOST_TAGS:,} and {MOST_DRAWN:,}"
        )


def parse(data: bytes) -> Element:
    """The root element. Raises Unreadable, also for more than a figure has."""
    _check_size(data)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    stack = [Element("", {}, False)]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > DEEPEST:
            raise Unreadable("the elements of the SVG are nested too deeply")
        space, _, local = name.rpartition("}")
        named = {key.rpartition("}")[2]: value for key, value in attributes.items()
                 if "}" not in key or key.startswith((SVG, XLINK))}  # fmt: skip
        element = Element(local, named, space in ("", SVG))
        stack[-1].children.append(element)
        stack.append(element)

    def characters(text: str) -> None:
        stack[-1].text += text

    def entity(*_: object) -> None:
        raise Unreadable("the SVG declares entities, which are not supported")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable(f"the XML of the SVG is damaged: {error}") from None
    except (LookupError, ValueError):
        raise Unreadable("the SVG is in an unknown encoding") from None
    return stack[0].children[0]
