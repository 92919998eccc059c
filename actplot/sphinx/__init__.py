"""Figures in pages of Sphinx, in reStructuredText and MyST: `extensions = ["actplot.sphinx"]`.

    .. actplot:: gelu, gelu'
       :x: -4:4
       :size: 84x60
       :caption: GELU and its *derivative*.
       :name: fig-gelu

The argument is curves, or the path of a spec; instead of it a spec may follow as YAML. Options
are the keys of a spec, and `alt`, `caption`, `name`, `class`, `align`; `interactive` makes a
figure that is read and moved. The role :actplot:`relu` sets a small figure into a line.

Figures are drawn when a page is read, unless they are up to date, and follow the reader's dark
mode. In conf.py, `actplot_options` are options of every figure, `actplot_role_options` those of
the role, and `actplot_allow_python` lets specs run Python files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls of an extension."""
    from actplot.sphinx import pages
    from actplot.sphinx.directive import ActplotDirective
    from actplot.sphinx.role import ActplotRole
    from actplot.version import __version__

    app.add_config_value("actplot_options", {}, "env", types=(dict,))
    app.add_config_value("actplot_role_options", {"size": "40x30"}, "env", types=(dict,))
    app.add_config_value("actplot_allow_python", False, "env", types=(bool,))
    app.add_directive("actplot", ActplotDirective)
    app.add_role("actplot", ActplotRole())
    app.connect("config-inited", pages.add_style)
    app.add_css_file("actplot.css")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
