"""The plug-in of MkDocs: figures are files of the site, and problems have lines."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from actplot.documents import illustrations
from actplot.errors import Place
from actplot.mkdocs import fences, options

FENCES = "pymdownx.superfences"
STYLE = Path(illustrations.__file__).parent / "static" / "actplot.css"
WHERE = "assets/actplot"


class ActplotConfig(base.Config):
    """What mkdocs.yml may say of the plug-in."""

    options = config_options.Type(dict, default={})
    cache_dir = config_options.Type(str, default=".cache/actplot")
    allow_python = config_options.Type(bool, default=False)


class ActplotPlugin(BasePlugin[ActplotConfig]):
    """Draws while pages are rendered, beside the pages, so that `mkdocs serve` comes to rest."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.folder = Path(os.path.dirname(config.config_file_path or ""), self.config.cache_dir)
        self.page: Page | None = None
        self.seen: set[Place] = set()
        self.site = config
        self.markdown: Markdown | None = None
        self.drawn: dict[str, Path] = {}
        self.inputs: set[str] = set()
        if FENCES not in config.markdown_extensions:
            config.markdown_extensions.append(FENCES)
        own = {
            "name": "actplot", "class": "actplot", "format": self.fence, "validator": options,
        }  # fmt: skip
        given = config.mdx_configs.setdefault(FENCES, {})
        others = [fence for fence in given.get("custom_fences", ()) if fence["name"] != "actplot"]
        given["custom_fences"] = [*others, own]
        config.extra_css.append(f"{WHERE}/{STYLE.name}")
        return config

    def on_page_markdown(self, markdown: str, *, page: Page, **others: Any) -> None:
        self.page = page
        self.seen.clear()

    def fence(
        self,
        source: str,
        language: str,
        css_class: str,
        options: dict[str, Any],
        md: Any,
        **others: Any,
    ) -> str:
        """The HTML of a fence; its figure becomes a file of the site."""
        file = None if self.page is None else self.page.file.abs_src_path
        asked = fences.block(
            source,
            {**self.config.options, **options},
            others,
            page=Path(file) if file else None,
            seen=self.seen,
            allow_python=self.config.allow_python,
        )
        figure = illustrations.illustrate(asked, self.folder)
        fences.tell(figure)
        self.inputs |= {os.path.abspath(path) for path in figure.inputs}
        if figure.failed:
            if asked.file:
                self.inputs.add(os.path.abspath(asked.folder / asked.file))
            return illustrations.markup(figure, "")
        path = figure.files["svg"]
        target = f"{WHERE}/{path.name}"
        self.drawn[target] = path
        base = self.page.url if self.page is not None else ""
        caption = self._marked_up(asked.options.get("caption", ""))
        return illustrations.markup(figure, get_relative_url(target, base), caption)

    def _marked_up(self, caption: str) -> str:
        """A caption in the Markdown of the site."""
        if self.markdown is None:
            site = self.site
            self.markdown = Markdown(
                extensions=site.markdown_extensions, extension_configs=site.mdx_configs
            )
        html: str = self.markdown.reset().convert(caption)
        return html.removeprefix("<p>").removesuffix("</p>")

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        for target, path in {**self.drawn, f"{WHERE}/{STYLE.name}": STYLE}.items():
            files.append(File.generated(config, target, abs_src_path=str(path)))
        return env

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Specs beside the pages are watched, too."""
        for path in sorted(self.inputs):
            if not Path(path).is_relative_to(config.docs_dir) and os.path.isfile(path):
                server.watch(path)
        return server
