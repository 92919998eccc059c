"""The role :actplot:`relu`: a small figure in a line."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from actplot.sphinx import pages


class ActplotRole(SphinxRole):
    """A figure of curves, in the size that conf.py gives."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        source, line = self.get_source_info()
        options = {**self.config.actplot_options, **self.config.actplot_role_options}
        asked = pages.block(self.env, self.text, source, line, options)
        figure = pages.drawn(self.env, asked)
        if figure.failed:
            return [nodes.literal(self.text, self.text, classes=["actplot-error"])], []
        return [pages.image(self.env, figure)], []
