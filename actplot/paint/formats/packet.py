"""What files say of themselves in the words of XMP, and the date that they may have."""

from __future__ import annotations

import os
import time

import matplotlib as mpl

from actplot.errors import ActplotError
from actplot.metadata import NAMESPACE, Metadata, elements, escaped
from actplot.version import __version__

CREATOR = f"actplot {__version__}"


def xmp(metadata: Metadata, mime: str) -> bytes:
    """The description of a file of a media type; not yet sealed."""
    stamp = date("%Y-%m-%dT%H:%M:%SZ")
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        f' xmlns:actplot="{NAMESPACE}">'
        f"<dc:format>{mime}</dc:format>"
        f"<dc:title>{_alternative(metadata.title)}</dc:title>"
        f"<dc:description>{_alternative(metadata.alt)}</dc:description>"
        f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>"
        + (f"<xmp:CreateDate>{stamp}</xmp:CreateDate>" if stamp else "")
        + f"<pdf:Producer>matplotlib {mpl.__version__}</pdf:Producer>{elements(metadata)}"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode("utf-8", "replace")


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escaped(text)}</rdf:li></rdf:Alt>'


def date(form: str) -> str:
    """The date that SOURCE_DATE_EPOCH gives; without it a file has none."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return time.strftime(form, time.gmtime(int(seconds))) if seconds else ""
    except (ValueError, OverflowError, OSError):
        raise ActplotError(
            f"SOURCE_DATE_EPOCH is '{seconds}', not a number of seconds since 1970"
        ) from None
