"""The papers behind the activations, kept as BibTeX in references.bib."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from os.path import dirname, join
from types import MappingProxyType
from unicodedata import normalize

from actplot.records import Record


class Reference(Record):
    """An entry of references.bib. bibtex: its text there, ready to print.

    fields: among them `checked`, with what independent source the others were compared and
    which of them were not, and `formula`, what confirmed a formula that no framework has.
    """

    key: str
    fields: Mapping[str, str]
    bibtex: str

    def __str__(self) -> str:
        """Authors, title, venue, year and identifier in one line."""
        names = [_family_name(name) for name in self.fields["author"].split(" and ")]
        authors = " and ".join(names)
        if len(names) > 2 or names[-1] == "others":
            authors = f"{names[0]} et al."
        parts = [authors, _plain(self.fields["title"])]
        parts += [_plain(self.fields[key]) for key in _VENUES if key in self.fields]
        parts.append(self.fields["year"])
        if "eprint" in self.fields:
            parts.append(f"arXiv:{self.fields['eprint']}")
        elif "doi" in self.fields:
            parts.append(f"doi:{self.fields['doi']}")
        return ", ".join(parts)


_VENUES = ("booktitle", "journal", "institution", "howpublished")


def find(key: str) -> Reference | None:
    """The reference of this key; None for one that is not kept here."""
    return _all().get(key)


@cache
def _all() -> Mapping[str, Reference]:
    # Not by importlib.resources, whose import takes longer than the whole catalogue's.
    with open(join(dirname(__file__), "references.bib"), encoding="utf-8") as file:
        text = file.read()
    references = {}
    for entry in re.split(r"\n\s*\n", text.strip()):
        key = entry[entry.index("{") + 1 : entry.index(",")]
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", entry, re.MULTILINE))
        # What was checked is of no use in a bibliography.
        printed = re.sub(r",\n  (checked|formula) = \{.*\}", "", entry)
        references[key] = Reference(key, MappingProxyType(fields), printed)
    return MappingProxyType(references)


_PLAIN = (("---", "—"), ("\\&", "&"), ("{", ""), ("}", ""))
_ACCENTS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308"}


def _family_name(name: str) -> str:
    return _plain(name.partition(",")[0])


def _plain(text: str) -> str:
    text = re.sub(
        r"""\\([`'^"])(\w)""", lambda match: normalize("NFC", match[2] + _ACCENTS[match[1]]), text
    )
    for tex, plain in _PLAIN:
        text = text.replace(tex, plain)
    return text
