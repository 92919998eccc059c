"""The directive `.. actplot::`."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from actplot.documents.blocks import ABOUT
from actplot.documents.illustrations import Illustration
from actplot.spec import key_docs
from actplot.sphinx import pages

# Options that no spec has.
_HERE = ("file", "class", "align")


def _keys() -> dict[str, Any]:
    """The options: keys of a spec, at any depth, and what the page says of the figure."""
    keys = {key.path: directives.unchanged for key in key_docs() if "[]" not in key.path}
    own = {
        "file": directives.path,
        "class": directives.class_option,
        "interactive": directives.unchanged,
        "align": lambda given: str(directives.choice(given, ("left", "center", "right"))),
    }
    return {**keys, **dict.fromkeys(ABOUT, directives.unchanged), **own}


class ActplotDirective(SphinxDirective):
    """A figure: curves or a spec file as argument, or a spec as content."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = _keys()

    def run(self) -> list[nodes.Node]:
        own = {key: value for key, value in self.options.items() if key not in _HERE}
        source, line = self.get_source_info()
        argument = self.arguments[0].strip() if self.arguments else ""
        content = "\n".join(self.content)
        file = self.options.get("file", "")
        if [bool(argument), bool(content.strip()), bool(file)].count(True) != 1:
            raise self.error("actplot takes curves, the path of a spec, or a spec below it")
        if argument.endswith((".yaml", ".yml")):
            file = argument
        if content.strip():
            source, line = self.content.source(0) or source, self._first_line(line)
        options = {**self.config.actplot_options, **own}
        asked = pages.block(
            self.env, "" if file else argument or content, source, line, options, file
        )
        drawing = pages.drawn(self.env, asked)
        if drawing.failed:
            text = drawing.complaint
            shown = nodes.literal_block(text, text, classes=["actplot-error"], language="none")
            return [shown]
        return [self._figure(drawing)]

    def _first_line(self, line: int) -> int:
        """The line of the page in which the content begins; line: that of the directive."""
        first = (self.content.offset(0) or 0) + 1
        # MyST counts from where the content begins.
        return first if first >= line else line + self.content_offset + 1

    def _figure(self, drawing: Illustration) -> nodes.Node:
        """The picture and its caption; in HTML the one that moves, where it is asked for."""
        figure = nodes.figure("", classes=["actplot-figure", *self.options.get("class", [])])
        if "align" in self.options:
            figure["align"] = self.options["align"]
        picture = pages.image(self.env, drawing)
        if drawing.block.interactive:
            still = addnodes.only("", picture, expr="not html")
            moving = nodes.raw("", drawing.fragment, format="html")
            figure += [addnodes.only("", moving, expr="html"), still]
        else:
            figure += picture
        if self.options.get("caption"):
            inlines, messages = self.parse_inline(self.options["caption"], lineno=self.lineno)
            figure += [nodes.caption(self.options["caption"], "", *inlines), *messages]
        self.set_source_info(figure)
        self.add_name(figure)
        return figure
