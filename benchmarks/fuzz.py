"""Generated and spoilt specs through reader, plan and drawing: does anything break, hang or swell?

    python benchmarks/fuzz.py [--seconds N | --count N] [--seed S]

Of four kinds: generated from the schema that `actplot schema` prints; such specs without what was
complained of, so that nearly all of these can be drawn; generated specs and those of configs/ with
parts of their trees exchanged; and their texts with characters exchanged. Drawn are all of the
second kind, which is half of all, and every fifth of the others. Each must give a figure or a
complaint: no other exception, no warning of a library, no control character in a message, no
error that only drawing finds, at most 5 s of work and 600 MB. Printed are the counts, and each
failure with its spec; the exit status is 1 if there is one. The same seed gives the same specs.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import multiprocessing
import os
import random
import re
import resource
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import yaml

ROOT = Path(__file__).parent.parent
SLOWEST, LARGEST, WAIT = 5.0, 600, 60
DRAWN = 5
FARTHEST = 1e6  # pt: far beyond the largest page
KINDS = ("generated", "mended", "exchanged", "slipped")
MENDINGS = 20
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
_BAD_NUMBER = re.compile(r"nan|inf")
PLACES = {"d", "x", "y", "width", "height", "transform", "points", "viewBox", "cx", "cy", "r"}

EXPRESSIONS = [
    "gelu", "gelu'", "relu", "silu''", "x", "sin(100*x)", "sin(1/x)", "tan(x)", "1/x", "0", "x^x",
    "elu(alpha=[0.1, 1])", "softmax(x, 0, 1)", "log(x)", "floor(x)", "exp(exp(x))", "nan",
    "sqrt(x)",
    "where(x > 0, 1/x, -1)", "abs(x)'", "(x*tanh(softplus(x)))'", "1e300*x", "x/1e300", "gelo",
    "leaky_relu(alpha=[0:1:5])", "prelu(a=[0.25, 0.1])", "sin(x)/x", "((((x", "nn.GELU()", "x''''",
    "max(x, -x, 0.1)", "erf(x)^0.5", "step", "sign(x)", "x < 1", "f(x)", "k*x",
]  # fmt: skip
TEXTS = [
    "a", "", " ", "$x$", "$\\frac{1}{x}$", "$", "\\alpha", "图", "激活函数", "a\nb", "x'", "é",
    "é\u0301",
    "$x^{2}_{3}$", "\u202eabc", "a" * 200, "$\\unknown$", "<&>\"'", "]]>", "{}", "%", "𝛼", "🙂",
    "null",
    "GELU (a)", "$\\left($", "-", "none", "auto", "100 %", "\u00a0", "$\\text{a b}$", "~", "#fff",
]  # fmt: skip
NUMBERS = [
    0, 1, -1, 2, 0.5, -0.5, 3, 10, 100, 1e-3, 1e3, -1e3, 1e6, 1e-6, 1e300, -1e300, 1e-300, 5, 4, 8,
    "pi", "-2pi", "1e-3", "1/3", math.inf, math.nan, 0.1, 7.25, 12, 300,
]  # fmt: skip
STRINGS = [
    *EXPRESSIONS, *TEXTS, "84 mm", "ieee", "4/3", "84x60", "0.8 textwidth", "red", "C0", "thesis",
    "boxed", "upper left", "a b, c c", "fig:a", "base.yaml", "no.mplstyle", "Times New Roman", "on",
    "10.5 pt", "五号", "minimum", "inflection", "x", "y", "start", "1:2", "1", "points.csv", "../x",
]  # fmt: skip
GOOD = [
    "gelu", "gelu'", "relu", "silu", "tanh", "sigmoid'", "x", "x^2", "sin(x)", "elu(alpha=0.5)",
    "leaky_relu(alpha=[0.01, 0.1])", "x*sigmoid(1.702*x)", "1/x", "sqrt(x)", "mish", "step",
]  # fmt: skip
RANGES = [[-4, 4], [0, 1], [-1, 1], ["-2pi", "2pi"], [0.1, 10], [-1e3, 1e3], [0, "1e-3"], [2, 3]]
# What mostly makes sense for a key.
FITTING: dict[str, list[Any]] = {
    "expr": GOOD, "curves": GOOD, "between": GOOD, "formula": GOOD, "where": ["x > 0", "x < 1"],
    "color": ["red", "#123456", "C0", "tab:blue", "0.5"], "style": ["thesis", "paper", "dark"],
    "font": ["Times New Roman", "DejaVu Sans"], "latin": ["DejaVu Sans"], "cjk": ["SimSun"],
    "math": ["stix", "cm"], "venue": ["ieee", "nature", "thesis"], "size": ["ieee", "84x60"],
    "width": ["84 mm", 1.2], "height": ["60 mm"], "aspect": ["4/3", 1.5], "output": ["figure"],
    "label": ["a", "$x$", "图"], "extends": ["base.yaml"], "letters": ["(a)", "auto"],
    "file": ["points.csv"], "text": ["a", "latex", "figure"], "name": ["a", "b"],
    "xlabel": ["a", "$x$"], "ylabel": ["b"], "title": ["GELU", "$\\frac{1}{x}$"], "mosaic": ["a b"],
    "length": ["20 mm", "full"], "dpi": [100, 300], "curve": [1, "gelu"], "error": [0.1],
}  # fmt: skip
# Keys for which whoever fuzzes would need more than chance.
RARE = {"functions", "extends", "mosaic", "let", "file"}
PIECES = [
    *"[]{}:,-#&*!|>'\"%@` \n\t0x.=\\$()^'", "\n  ", "- ", ": ", "1e999", "null", "~", "\x00",
    "\ufeff",
    "图", "，", "curves: ", "\x1b[31m", "\u2028", "*a", "&a ", "<<: ", "panels: ", "!!python/x ",
    "\r",
]  # fmt: skip


class Outcome(NamedTuple):
    """What became of a spec: drawn, read or refused; or failed, and why."""

    status: str
    why: str = ""
    seconds: float = 0.0
    places: tuple[tuple[int, int], ...] = ()
    """Lines and columns that were complained of, from 0."""


class Generator:
    """Specs by the schema, and spoilt ones."""

    def __init__(self, seed: int) -> None:
        from actplot.activations import catalogue
        from actplot.spec import schema

        self.random = random.Random(seed)
        self.schema = schema()
        self.good = [
            path.read_text(encoding="utf-8")
            for path in sorted((ROOT / "configs").glob("**/*.yaml"))
        ]
        self.trees = [yaml.safe_load(text) for text in self.good]
        self.names = [name for name, entry in catalogue().items() if entry.inputs[0] == 1]

    def next(self) -> tuple[str, str]:
        """The kind of a spec, and its text."""
        kind = self.random.choice([*KINDS, "mended", "mended"])
        if kind in ("generated", "mended"):
            return kind, _text(self.spec())
        if kind == "exchanged":
            return kind, _text(self.exchanged())
        text = self.random.choice(self.good) if self.random.random() < 0.7 else _text(self.spec())
        return kind, self.slipped(text)

    def spec(self) -> Any:
        """A value that is valid by the schema, but for the sense of its texts."""
        value = self.value(self.schema, 0, "")
        if isinstance(value, dict) and not value.keys() & {"curves", "panels"}:
            value["curves"] = self.value(self.schema["properties"]["curves"], 1, "curves")
        return value

    def value(self, schema: Any, depth: int, key: str) -> Any:
        choose = self.random
        formula = key in ("expr", "curves", "formula", "between") and _is_a("x", schema)
        if formula and choose.random() < 0.3:
            return self.expression()
        if "$ref" in schema:
            others = {word: each for word, each in schema.items() if word != "$ref"}
            definition = self.schema["definitions"][schema["$ref"].rpartition("/")[2]]
            return self.value({**definition, **others}, depth, key)
        fitting = [each for each in FITTING.get(key, ()) if _is_a(each, schema)]
        if fitting and choose.random() < 0.9:
            return choose.choice(fitting)
        if "anyOf" in schema and ("type" not in schema or choose.random() < 0.5):
            kinds = [each for each in schema["anyOf"] if "required" not in each or "type" in each]
            if kinds:
                return self.value(choose.choice(kinds), depth, key)
        if "enum" in schema:
            return choose.choice(schema["enum"])
        kind = schema.get("type", choose.choice(["string", "number", "boolean"]))
        kind = choose.choice(kind) if isinstance(kind, list) else kind
        if kind == "object":
            return self.mapping(schema, depth)
        if kind == "array":
            if schema.get("maxItems") == 2 and key in ("x", "y", "domain"):
                return list(choose.choice(RANGES))
            low = schema.get("minItems", choose.choice([1, 1, 2]))
            count = choose.randint(low, max(low, min(schema.get("maxItems", 3), 3)))
            items = schema.get("items", {"type": ["string", "number"]})
            return [self.value(items, depth + 1, key) for _ in range(count)]
        if kind == "boolean":
            return choose.random() < 0.5
        if kind in ("number", "integer"):
            return self.number(schema, kind)
        return self.string(schema)

    def expression(self) -> str:
        """An expression of the catalogue's functions that most likely can be drawn."""
        choose = self.random
        name = choose.choice(self.names)
        inner = choose.choice(["x", "x", "x", "2*x", "x - 1", "x^2", "-x", choose.choice(GOOD[:8])])
        text = f"{name}({inner})" if choose.random() < 0.5 else name
        text += choose.choice(["", "", "'", "''"])
        return choose.choice(
            [text, text, f"({text})'", f"x*({text})", f"{text} + {choose.choice(GOOD)}"]
        )

    def mapping(self, schema: Any, depth: int) -> dict[str, Any]:
        choose = self.random
        properties = dict(schema.get("properties", {}))
        if not properties:
            inner = schema.get("additionalProperties")
            inner = inner if isinstance(inner, dict) else {"type": ["string", "number"]}
            names = choose.sample(["0", "1", "k", "f(x)", "g(x, a=1)", "-2", "line_width"], 2)
            return {name: self.value(inner, depth + 1, name) for name in names}
        wanted = set(schema.get("required", ()))
        count = choose.choice([0, 1, 2, 3]) if depth else choose.choice([1, 2, 3, 4, 6, 9])
        some = choose.sample(sorted(properties), min(count, len(properties)))
        some = [key for key in some if key not in RARE or choose.random() < 0.2]
        wanted, barred, kinds = self.rules(
            {"required": [*wanted], "allOf": schema.get("allOf", [])}
        )
        keys = [key for key in some if key not in barred]
        keys = [key for key in (*keys, *wanted) if key != "panels" or depth == 0]
        return {
            key: self.value({**properties[key], **kinds.get(key, {})}, depth + 1, key)
            for key in dict.fromkeys(keys)
        }

    def rules(self, rule: Any) -> tuple[set[str], set[str], dict[str, Any]]:
        """Which keys must be there, which must not, and what they are; by chance of several."""
        wanted, barred = set(rule.get("required", ())), set()
        kinds = dict(rule.get("properties", {}))
        for each in rule.get("not", {}).get("anyOf", ()):
            barred |= set(each["required"])
        inner = [*rule.get("allOf", ())]
        if "anyOf" in rule:
            inner.append(self.random.choice(rule["anyOf"]))
        for each in inner:
            more, less, also = self.rules(each)
            wanted, barred, kinds = wanted | more, barred | less, kinds | also
        return wanted, barred, kinds

    def number(self, schema: Any, kind: str) -> Any:
        low = schema.get("minimum", schema.get("exclusiveMinimum", -math.inf))
        high = schema.get("maximum", math.inf)
        fits = [each for each in NUMBERS if isinstance(each, (int, float)) and low <= each <= high]
        if kind == "integer":
            fits = [int(each) for each in fits if math.isfinite(each) and each == int(each)]
        return self.random.choice(fits or [low])

    def string(self, schema: Any) -> str:
        if "pi" in schema.get("pattern", ""):
            numbers = ["-2pi", "1/3", "1e-3", "2*pi", "0.5"]
            return self.random.choice([n for n in numbers if re.search(schema["pattern"], n)])
        pattern = re.compile(schema.get("pattern", ""))
        fits = [each for each in STRINGS if pattern.search(each)]
        if not schema.get("pattern") and self.random.random() < 0.4:
            fits = EXPRESSIONS
        return self.random.choice(fits or STRINGS)

    def exchanged(self) -> Any:
        """A spec in which parts of its tree were exchanged for others, doubled or left out."""
        choose = self.random
        tree = self.spec() if choose.random() < 0.5 else _copy(choose.choice(self.trees))
        for _ in range(choose.choice([1, 1, 2, 3])):
            places = list(_places(tree))
            if not places:
                break
            holder, key = choose.choice(places)
            what = choose.random()
            if what < 0.2:
                del holder[key]
            elif what < 0.4:
                holder[key] = [holder[key], holder[key]]
            elif what < 0.6:
                holder[key] = choose.choice([*NUMBERS, *STRINGS, None, True, [], {}])
            elif isinstance(holder, dict):
                holder[choose.choice(sorted(self.schema["properties"]))] = holder[key]
            else:
                name = choose.choice(sorted(self.schema["properties"]))
                holder[key] = self.value(self.schema["properties"][name], 2, name)
        return tree

    def slipped(self, text: str) -> str:
        """A text in which some characters were exchanged."""
        for _ in range(self.random.choice([1, 1, 2])):
            at, width = self.random.randint(0, len(text)), self.random.randint(0, 3)
            piece = self.random.choice(["", *PIECES])
            text = f"{text[:at]}{piece}{text[at + width :]}"
        return text


def _is_a(value: Any, schema: Any) -> bool:
    """Whether a value is of the kind that a schema of a single value asks for."""
    kind = schema.get("type", ())
    name = "string" if isinstance(value, str) else "number"
    return "enum" not in schema and "anyOf" not in schema and name in kind


def _text(value: Any) -> str:
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False))


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a tree: what holds it, and where it is in that."""
    if isinstance(value, (dict, list)):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _places(value[key])


def mended(text: str, places: tuple[tuple[int, int], ...]) -> str:
    """A generated spec without what stands at places; the same text if nothing does."""
    tree, root = yaml.safe_load(text), yaml.compose(text, yaml.SafeLoader)
    paths = {path for place in places if (path := _path(root, place))}
    for path in sorted(paths, key=str, reverse=True):
        holder = tree
        with contextlib.suppress(KeyError, IndexError, TypeError):  # gone with what held it
            for key in path[:-1]:
                holder = holder[key]
            del holder[path[-1]]
    if isinstance(tree, dict) and not tree.keys() & {"curves", "panels"}:
        tree["curves"] = ["gelu", "relu'"]
    return _text(tree) if paths else text


def _path(node: Any, place: tuple[int, int]) -> tuple[Any, ...]:
    """The keys that lead to the smallest item of a mapping or a list at a place."""
    items: list[tuple[Any, Any, Any]] = []
    if isinstance(node, yaml.MappingNode):
        items = [(yaml.safe_load(key.value) if key.tag[-3:] == "int" else key.value, key, value)
                 for key, value in node.value]  # fmt: skip
    elif isinstance(node, yaml.SequenceNode):
        items = [(number, value, value) for number, value in enumerate(node.value)]
    for key, first, last in items:
        start, end = first.start_mark, last.end_mark
        if (start.line, start.column) <= place < (end.line, end.column):
            return (key, *_path(last, place))
    return ()


def tried(text: str, number: int, *, always: bool = False) -> Outcome:
    """What becomes of a spec; in a process of its own. always: it is drawn whatever its number."""
    before = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw = always or number % DRAWN == 0
        status, why, places = _tried(text, draw=draw, pixels=number % 3 == 0)
    seconds = time.process_time() - before
    if not why and seconds > SLOWEST:
        status, why = "failed", f"{seconds:.1f} s of work"
    return Outcome(status, why, seconds, places)


def _tried(text: str, *, draw: bool, pixels: bool) -> tuple[str, str, tuple[tuple[int, int], ...]]:
    from actplot.errors import ActplotError

    planned = None
    try:
        planned = _planned(text)
        if draw:
            formats = ("svg", "png", "tikz", "tiff") if pixels else ("svg", "pdf")
            wrong = _wrong(_drawn(planned, formats))
            with contextlib.suppress(ActplotError):  # not every figure can be an EPS
                _drawn(planned, ("eps",))
            return "drawn", wrong, ()
    except ActplotError as error:
        message = str(error)
        if CONTROL.search(message):
            return "failed", f"a control character in {message!r}", ()
        if planned is not None:
            return "failed", f"only drawing said: {message}", ()
        places = [each.place for each in error.problems if each.place]
        return "refused", "", tuple((each.line - 1, each.column - 1) for each in places)
    except BaseException:
        return "failed", traceback.format_exc(), ()
    return "planned", "", ()


def _planned(text: str) -> Any:
    """What `check` does."""
    from actplot import preflight, spec
    from actplot.fonts import examine
    from actplot.plan import refusals
    from actplot.plan.figure import plan
    from actplot.plan.texts import prose, texts

    planned = plan(spec.read(text if "\n" in text else f"{text}\n"))
    refusals.check(planned, ("svg", "pdf", "png", "tiff"))
    words = texts(planned)
    examine(planned.font, serif=planned.style.serif, texts=words, prose=prose(planned))
    for finding in preflight.check_plan(planned):
        str(finding.problem("figure.yaml"))
    return planned


def _drawn(planned: Any, formats: tuple[str, ...]) -> dict[str, bytes]:
    from actplot.paint import render

    files: dict[str, bytes] = dict(render(planned, formats).files)
    return files


def _wrong(files: dict[str, bytes]) -> str:
    """What is wrong with drawn files."""
    if not all(files.values()):
        return "an empty file"
    for element in ElementTree.fromstring(files["svg"]).iter():
        for name, value in element.attrib.items():
            if name in PLACES and _BAD_NUMBER.search(value):
                return f"a number that is none in the SVG: {name}={value!r}"
            if name in PLACES and any(
                abs(float(each)) > FARTHEST for each in _NUMBER.findall(value)
            ):
                return f"a place beyond every page in the SVG: {name}={value[:200]!r}"
    return ""


def _serve(pipe: Any) -> None:
    """Try what comes until nothing comes."""
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(EOFError):
        os.chdir(folder)
        Path("base.yaml").write_text("x: [-2, 2]\n")
        Path("points.csv").write_text("x,y\n1,2\n2,3\n")
        before = _most()  # of what was forked, which may be much
        while True:
            text, number, always = pipe.recv()
            outcome = tried(text, number, always=always)
            pipe.send((outcome, _most() - before))


def _most() -> float:
    """The most MB that this process has taken so far."""
    megabyte = 1024 if sys.platform == "linux" else 1 << 20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / megabyte


class Worker:
    """A process that tries specs, made anew when one of them hung or swelled."""

    def __init__(self) -> None:
        self.pipe, other = multiprocessing.Pipe()
        context: Any = multiprocessing.get_context("fork")
        self.process = context.Process(target=_serve, args=(other,), daemon=True)
        self.process.start()
        other.close()

    def ask(self, text: str, number: int, always: bool = False) -> Outcome:
        """What became of a spec; a worker that hung, died or swelled has ended then."""
        try:
            self.pipe.send((text, number, always))
            if not self.pipe.poll(WAIT):
                self.end()
                return Outcome("failed", f"no answer within {WAIT} s")
            outcome, megabytes = self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            return Outcome("failed", "the process died")
        if megabytes > LARGEST:
            self.end()
            return Outcome("failed", f"{megabytes:.0f} MB")
        return outcome  # type: ignore[no-any-return]

    def end(self) -> None:
        self.process.kill()
        self.process.join()


def run(seed: int, count: int | None, seconds: float | None) -> int:
    """Try specs until there were enough; the number of failures."""
    generator, worker = Generator(seed), Worker()
    counts: Counter[tuple[str, str]] = Counter()
    failures, slowest, start, number = 0, 0.0, time.monotonic(), 0
    while (count is None or number < count) and (
        seconds is None or time.monotonic() - start < seconds
    ):
        kind, text = generator.next()
        outcome = worker.ask(text, number, kind == "mended")
        for _ in range(MENDINGS if kind == "mended" else 0):
            if outcome.status != "refused" or (better := mended(text, outcome.places)) == text:
                break
            text = better
            outcome = worker.ask(text, number, True)
        if not worker.process.is_alive():
            worker = Worker()
        counts[kind, outcome.status] += 1
        slowest = max(slowest, outcome.seconds)
        if outcome.why:
            failures += 1
            print(f"--- failure {failures}, spec {number} of seed {seed} ({kind})\n{text}")
            print(f"--- {outcome.why}\n", flush=True)
        number += 1
    worker.end()
    statuses = ("drawn", "planned", "refused", "failed")
    print(f"{'':12}" + "".join(f"{status:>10}" for status in statuses))
    for kind in KINDS:
        print(f"{kind:12}" + "".join(f"{counts[kind, status]:>10,}" for status in statuses))
    drawn = sum(counts[kind, "drawn"] for kind in KINDS)
    print(f"drawn are {drawn / max(number, 1):.0%}")
    print(f"{number:,} specs of seed {seed} in {time.monotonic() - start:.0f} s, "
          f"the slowest {slowest:.1f} s of work")  # fmt: skip
    return failures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, help="for how long")
    parser.add_argument("--count", type=int, help="how many specs; without both, 20,000")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    count = given.count if given.count or given.seconds else 20_000
    sys.exit(1 if run(given.seed, count, given.seconds) else 0)


if __name__ == "__main__":
    main()
