"""The page and the file: size, format, resolution, weight, and a text for the blind."""

from __future__ import annotations

from collections.abc import Iterator

from actplot.looks.venues import Venue
from actplot.preflight.finding import Demand, Finding, demand
from actplot.preflight.sheet import SheetContents

# Columns are given in inches or in mm, and rounded: IEEE's 3.5 in are 88.57 mm in its class.
SLACK = 0.005
OTHER_NAMES = {"tif": "tiff", "jpeg": "jpg"}
_MORE = "redraw it with more pixels; enlarging it does not add detail"
_FEWER = "scale it down"
_WCAG = "WCAG 2.1, success criterion 1.1.1"


def width(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """A figure that fits no column is scaled, and its text with it."""
    if venue is None or sheet.width is None:
        return
    own, widths = sheet.width, sorted(venue.widths.values())
    if any(abs(own - column) <= SLACK * column for column in widths):
        return
    if venue.min_width is not None and venue.min_width * (1 - SLACK) <= own <= widths[-1]:
        return
    message = f"the page is {own:.2f} mm wide"
    if own > widths[-1]:
        asked = demand(
            venue, "full" if len(widths) > 1 else "column", f"allows at most {widths[-1]:g} mm"
        )
    else:
        nearest = min(widths, key=lambda column: abs(column - own))
        change = 100 * (nearest / own - 1)
        scaled = f"{abs(change):.0f} % {'larger' if change > 0 else 'smaller'}"
        message += f", and scaled to {nearest:g} mm its text and lines become {scaled}"
        columns = " or ".join(f"{column:g}" for column in widths)
        asked = Demand(
            f"columns of {venue.title} are {columns} mm wide", venue.sources["column"], "warned"
        )
    help = sheet.advise(
        f"write `size: {venue.name}`", f"redraw it {widths[0]:g} mm wide; do not scale it"
    )
    yield asked.unmet("page-width", message, help, sheet.place("size"))


def height(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """A figure higher than a page leaves room for."""
    if venue is None or venue.max_height is None or sheet.height is None:
        return
    if sheet.height > venue.max_height * (1 + SLACK):
        yield demand(venue, "max_height", f"allows at most {venue.max_height:g} mm").unmet(
            "page-height",
            f"the page is {sheet.height:.2f} mm high",
            sheet.advise(
                "give a smaller `height:`, or arrange the panels in more columns",
                "redraw it with a smaller height",
            ),
            sheet.place("size"),
        )


def pages(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """A figure is one page."""
    if sheet.pages > 1:
        yield Finding(
            "pages",
            "warned",
            f"the file has {sheet.pages} pages",
            "a figure has one page, and only the first is checked",
            "how documents include figures",
            "keep each figure in a file of its own",
        )


def formats(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """A format that the venue does not take."""
    if venue is None or not venue.formats or not sheet.formats:
        return
    given = {OTHER_NAMES.get(name, name) for name in sheet.formats}
    if given & set(venue.formats):
        return
    taken = ", ".join(name.upper() for name in venue.formats)
    is_or_are = "is" if len(sheet.formats) == 1 else "are"
    yield demand(venue, "formats", f"takes {taken}").unmet(
        "format",
        f"the figure {is_or_are} {', '.join(name.upper() for name in sheet.formats)}",
        _way_to(sheet, venue),
        sheet.place("formats"),
    )


def _way_to(sheet: SheetContents, venue: Venue) -> str:
    if "pdf" in venue.formats:
        return sheet.advise("write `formats: [pdf]`", "save it as a PDF")
    if "eps" in venue.formats:
        return sheet.advise(
            f"leave `formats:` out, or write `formats: [{', '.join(venue.usual)}]`",
            "draw a PDF, and convert it: `pdftops -eps figure.pdf` keeps the curves as curves",
        )
    return f"convert it to {venue.formats[0].upper()}"


def resolution(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Too few or too many pixels an inch."""
    if venue is None:
        return
    if sheet.dpi is not None and venue.dpi is not None:
        yield from _pixels(sheet, venue, sheet.dpi)
    least = venue.dpi_combination or venue.dpi_photo
    for image in sheet.images:
        if least is not None and image.dpi < least - 0.5:
            field = "dpi_combination" if venue.dpi_combination else "dpi_photo"
            yield demand(venue, field, f"asks for at least {least:g} dpi").unmet(
                "resolution",
                f"a picture of {image.width} by {image.height} pixels has {image.dpi:.0f} dpi",
                "give the picture more pixels, or draw it as lines",
            )


def _pixels(sheet: SheetContents, venue: Venue, dpi: float) -> Iterator[Finding]:
    least, most = venue.dpi, venue.max_dpi
    place = sheet.place("dpi", "size")
    message = f"the resolution is {dpi:.0f} dpi"
    if least is not None and dpi < least - 0.5:
        fields = ("dpi_line", "dpi_combination", "dpi_photo")
        field = next(name for name in fields if getattr(venue, name) is not None)
        yield demand(venue, field, f"asks for at least {least:g} dpi").unmet(
            "resolution", message, sheet.advise(f"write `dpi: {least:g}`", _MORE), place
        )
    elif most is not None and dpi > most + 0.5:
        yield demand(venue, "max_dpi", f"allows at most {most:g} dpi").unmet(
            "resolution", message, sheet.advise(f"write `dpi: {most:g}`", _FEWER), place
        )


def size(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """A file too heavy to upload."""
    if venue is None or venue.max_bytes is None or sheet.size is None:
        return
    if sheet.size > venue.max_bytes:
        yield demand(venue, "max_bytes", f"allows at most {venue.max_bytes / 1e6:g} MB").unmet(
            "file-size", f"the file has {sheet.size / 1e6:.1f} MB", "lower its resolution"
        )


def lossy(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """A JPEG, whatever the venue says of it."""
    if sheet.origin == "jpg":
        yield Finding(
            "jpeg",
            "warned",
            "the figure is a JPEG",
            "JPEG compression is made for photographs and blurs lines and letters",
            "ITU T.81, section 4",
            "redraw it as a PDF, EPS, TIFF or PNG; converting the JPEG does not restore it",
        )


def alternative(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """No text for those who cannot see the figure."""
    if not sheet.alt:
        yield Finding(
            "alt-text",
            "warned",
            "the figure has no alternative text",
            "those who cannot see the figure need it",
            _WCAG,
            sheet.advise(
                "write one under `alt:`",
                "put one into the <desc> of an SVG, the subject of a PDF, or the Description of "
                "a PNG; figures from actplot carry it",
            ),
        )


def office(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """What Word and PowerPoint leave out of an SVG."""
    if sheet.foreign:
        yield Finding(
            "svg-office",
            "noted",
            f"the SVG uses {', '.join(sheet.foreign)}",
            "Word and PowerPoint may leave that out or show it differently",
            "SVG Support, Direct2D, learn.microsoft.com",
            "for them, use a PNG, or an SVG whose text is paths (`svg: path`)",
        )
