"""What a run over many figures says: while it goes, at its end, and to programs."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from actplot.cli import failure
from actplot.errors import json_text, masked

if TYPE_CHECKING:
    from actplot.pipeline.orders import Order
    from actplot.pipeline.render import Outcome

WORDS = {"drawn": "drawn", "current": "up to date", "failed": "failed"}


class Report:
    """Follows outcomes; standard output is for `--json` only, people read standard error."""

    def __init__(self, *, as_json: bool, quiet: bool, verbose: bool) -> None:
        self.as_json = as_json
        self.quiet = quiet
        self.verbose = verbose
        self.start = time.monotonic()

    def follow(self, outcomes: Iterable[Outcome], count: int) -> list[Outcome]:
        """All outcomes, each reported as it comes; then every diagnostic, and the total."""
        seen = []
        with self._progress(count) as advance:
            for outcome in outcomes:
                seen.append(outcome)
                advance(outcome.order.source.label)
                if self.as_json:
                    _event("figure", **_values(outcome))
                elif self.verbose or count == 1:
                    self._say(_line(outcome))
        problems = [problem for outcome in seen for problem in outcome.problems]
        if not self.as_json:
            failure.say(p for p in problems if not (self.quiet and p.severity == "warning"))
        self._sum(seen)
        return seen

    def _sum(self, seen: Sequence[Outcome]) -> None:
        counts = Counter[str](outcome.status for outcome in seen)
        seconds = time.monotonic() - self.start
        if self.as_json:
            sums = {status: counts[status] for status in WORDS}
            _event("summary", figures=len(seen), **sums, seconds=round(seconds, 3))
            return
        parts = [f"{counts[status]} {word}" for status, word in WORDS.items() if counts[status]]
        figures = "1 figure" if len(seen) == 1 else f"{len(seen)} figures"
        self._say(f"{figures}: {', '.join(parts) or 'nothing to do'} in {seconds:.1f} s")

    def _say(self, line: str) -> None:
        if not self.quiet and line:
            click.echo(masked(line), err=True)

    @contextmanager
    def _progress(self, count: int) -> Iterator[Any]:
        """A bar where a person watches."""
        shown = sys.stderr.isatty() and not (self.quiet or self.verbose) and count > 1
        if not shown:
            yield lambda _: None
            return
        with click.progressbar(
            length=count,
            file=sys.stderr,
            show_pos=True,
            item_show_func=lambda name: name and masked(name),
            color=failure.in_colour(sys.stderr),
        ) as bar:
            yield lambda name: bar.update(1, name)


def preview(orders: Sequence[Order], *, force: bool, as_json: bool) -> None:
    """Say on standard output what would be drawn, and why."""
    from actplot.pipeline.freshness import examine

    for order in orders:
        for format, reasons in examine(order, force=force).stale.items():
            if as_json:
                file = str(order.targets[format])
                _event("stale", spec=order.source.label, file=file, reasons=list(reasons))
            else:
                click.echo(masked(f"{order.targets[format]}: {', '.join(reasons)}"))


def _line(outcome: Outcome) -> str:
    """`gelu.yaml: drawn to gelu.pdf, gelu.svg`; of a failure the diagnostics tell."""
    if outcome.status == "failed":
        return ""
    files = ", ".join(map(str, outcome.files))
    words = {"drawn": "drawn to", "current": "up to date:"}[outcome.status]
    return f"{outcome.order.source.label}: {words} {files}"


def _values(outcome: Outcome) -> dict[str, Any]:
    return {
        "spec": outcome.order.source.label,
        "status": outcome.status,
        "files": [str(path) for path in outcome.files],
        "reasons": list(outcome.reasons),
        "problems": [problem.as_json() for problem in outcome.problems],
    }


def _event(kind: str, **values: Any) -> None:
    click.echo(json_text({"event": kind, **values}))
    sys.stdout.flush()
