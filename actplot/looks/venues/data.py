"""The venues, one after another; a new one is one more entry here.

"measured" values were read off a document compiled with the class or style. They are in
TeX's points (72.27 an inch), which `tex` turns into points of 1/72 in.
"""

from __future__ import annotations

from actplot.looks.venues.venue import Venue
from actplot.units import PT_PER_INCH, TEX_PT_PER_INCH

TIMES = ("Times New Roman", "Times")
SANS = ("Arial", "Helvetica")
COMPUTER_MODERN = ("Latin Modern Roman", "CMU Serif")
LIBERTINE = ("Linux Libertine", "Libertinus Serif")
SONG = "SimSun"


def tex(size: float) -> float:
    """TeX's points as points of 1/72 in."""
    return size * PT_PER_INCH / TEX_PT_PER_INCH


def _measured(what: str, **others: str) -> dict[str, str]:
    return _all(f"{what}, measured", "column", "full", "font_size") | others


def _all(source: str, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, source)


_IEEE = "IEEE graphics guide"
_IEEE_FONTS = "IEEE Author Center, journals.ieeeauthorcenter.ieee.org, file formatting"
_NATURE = "Nature research figure guide, research-figure-guide.nature.com"
_SCIENCE = "ultraplot, journal-styles"
_SCIENCE_2025 = "Science, Guide to Preparing Figures, 2025"
_CELL = "Cell Press, www.cell.com/figureguidelines"
_ELSEVIER = "Elsevier artwork guide, www.elsevier.com, artwork sizing and artwork types"
_PLOS = "PLOS figure guide, journals.plos.org/plosone/s/figures"
_APS = "APS Journals Style Guide for Authors, November 2024"
_ICML = "ICML example paper, section Figures"
_TYPE3 = "PDFs with Type 3 fonts are refused or warned of on submission"

VENUES: tuple[Venue, ...] = (
    Venue(
        "ieee", "IEEE", 88.57, 181.35, fonts=TIMES, font_size=8, type3=False,
        figure_fonts=("Times New Roman", "Helvetica", "Arial", "Cambria", "Symbol"),
        formats=("ps", "eps", "pdf", "png", "tiff"), dpi_line=600, dpi_photo=300,
        aliases=("ieeetran",), advice=("figure_fonts",),
        sources={"column": "IEEEtran, measured", "full": "IEEEtran, measured", "fonts": _IEEE,
                 "font_size": _IEEE, "formats": _IEEE, "dpi_line": _IEEE, "dpi_photo": _IEEE,
                 "type3": _IEEE, "figure_fonts": _IEEE_FONTS},
    ),
    Venue(
        "acm", "ACM proceedings (sigconf)", 84.75, 177.94, fonts=LIBERTINE, font_size=tex(9),
        type3=False, formats=("pdf",), aliases=("acm-sigconf", "sigconf", "acmart"),
        sources=_measured("acmart sigconf", fonts="acmart", formats="ACM", type3=_TYPE3),
    ),
    Venue(
        "acmsmall", "ACM journals, small format", 139.12, fonts=LIBERTINE, font_size=tex(10),
        type3=False, formats=("pdf",), aliases=("acm-small",),
        sources=_measured("acmart acmsmall", fonts="acmart", formats="ACM", type3=_TYPE3),
    ),
    Venue(
        "acmlarge", "ACM journals, large format", 158.96, fonts=LIBERTINE, font_size=tex(10),
        type3=False, formats=("pdf",), aliases=("acm-large",),
        sources=_measured("acmart acmlarge", fonts="acmart", formats="ACM", type3=_TYPE3),
    ),
    Venue(
        "acmtog", "ACM Transactions on Graphics", 179.35, fonts=LIBERTINE, font_size=tex(9),
        type3=False, formats=("pdf",), aliases=("acm-tog",),
        sources=_measured("acmart acmtog", fonts="acmart", formats="ACM", type3=_TYPE3),
    ),
    Venue(
        "nature", "Nature", 89, 183, max_height=170, fonts=SANS, figure_fonts=SANS, font_size=7,
        min_size=5,
        max_size=7, min_line=0.25, max_line=1, formats=("ai", "eps", "pdf"), dpi_photo=300,
        type3=False, outlined=False, coloured_text=False, grid=False,
        advice=("figure_fonts", "coloured_text", "grid"),
        sources=_all(_NATURE, "column", "full", "max_height", "fonts", "figure_fonts", "font_size",
                     "min_size", "max_size", "min_line", "max_line", "formats", "dpi_photo",
                     "type3", "outlined", "coloured_text", "grid"),
    ),
    Venue(
        "science", "Science", 55, 120, fonts=("Helvetica", "Arial"), font_size=7,
        formats=("pdf", "eps", "ai", "tiff"), dpi_line=600, dpi_combination=400, dpi_photo=300,
        max_dpi=1200,
        sources={"column": _SCIENCE, "full": _SCIENCE, "fonts": _SCIENCE, "font_size": _SCIENCE,
                 "formats": "Science", "dpi_line": "Science", "dpi_combination": "Science",
                 "dpi_photo": "Science", "max_dpi": "Science"},
    ),
    Venue(
        "science-2025", "Science, guide of 2025", 90, 183, max_height=227.5, fonts=SANS,
        figure_fonts=SANS, font_size=7, min_size=6, max_size=9, min_line=0.28,
        formats=("ai", "eps", "pdf"), dpi_photo=300, outlined=False, advice=("figure_fonts",),
        sources=_all(_SCIENCE_2025, "column", "full", "max_height", "fonts", "figure_fonts",
                     "font_size", "min_size", "max_size", "min_line", "formats", "dpi_photo",
                     "outlined"),
    ),
    Venue(
        "cell", "Cell Press", 85, 174, {1.5: 114}, fonts=SANS, figure_fonts=SANS, font_size=7,
        min_size=6, max_size=8, dpi_line=1000, dpi_photo=300, advice=("figure_fonts",),
        sources=_all(_CELL, "column", "full", "between", "fonts", "figure_fonts", "font_size",
                     "min_size", "max_size", "dpi_line", "dpi_photo"),
    ),
    Venue(
        "elsevier", "Elsevier journals", 90, 190, {1.5: 140}, fonts=("Arial", *TIMES), font_size=8,
        figure_fonts=("Arial", "Helvetica", "Courier", "Times", "Times New Roman", "Symbol"),
        min_size=7, min_subscript=6, min_line=0.10, max_line=1.5, type3=False,
        formats=("eps", "pdf", "tiff", "jpg"), dpi_line=1000, dpi_combination=500, dpi_photo=300,
        advice=("min_size", "min_subscript", "figure_fonts"),
        sources=_all(_ELSEVIER, "column", "full", "between", "fonts", "figure_fonts", "min_size",
                     "min_subscript", "min_line", "max_line", "formats", "dpi_line",
                     "dpi_combination", "dpi_photo")
        | {"font_size": f"{_ELSEVIER}: at least 7", "type3": f"{_ELSEVIER}: fonts embedded"},
    ),
    Venue(
        "lncs", "Lecture Notes in Computer Science", 122, fonts=COMPUTER_MODERN,
        font_size=tex(9), aliases=("llncs", "springer-lncs"),
        sources=_measured("llncs", fonts="llncs"),
    ),
    Venue(
        "plos", "PLOS journals", 132, 190.5, min_width=66.8, max_height=222.3,
        fonts=("Arial", *TIMES), figure_fonts=("Arial", "Times New Roman", "Symbol"), font_size=8,
        min_size=8, max_size=12, formats=("tiff", "eps"), titles=False,
        dpi_line=300, dpi_combination=300, dpi_photo=300, max_dpi=600, max_bytes=10_000_000,
        outlined=True,
        sources=_all(_PLOS, "full", "min_width", "max_height", "fonts", "figure_fonts",
                     "font_size", "min_size", "max_size", "formats", "dpi_line",
                     "dpi_combination", "dpi_photo", "max_dpi", "max_bytes", "outlined", "titles")
        | {"column": f"{_PLOS} lets any width from 66.8 to 190.5 mm; one between"},
    ),
    Venue(
        "neurips", "NeurIPS", 139.70, fonts=TIMES, font_size=tex(10), type3=False,
        formats=("pdf",), aliases=("nips",),
        sources=_measured("neurips styles of 2024 and 2026", fonts="style", formats="style",
                          type3=_TYPE3),
    ),
    Venue(
        "iclr", "ICLR", 139.70, fonts=TIMES, font_size=tex(10), type3=False, formats=("pdf",),
        sources=_measured("iclr styles of 2024 and 2026", fonts="style", formats="style",
                          type3=_TYPE3),
    ),
    Venue(
        "icml", "ICML", 82.55, 171.45, fonts=TIMES, font_size=tex(9), type3=False,
        min_line=0.5, formats=("pdf",), titles=False,
        sources={"column": "icml style; tueplots", "full": "icml style; tueplots",
                 "min_line": _ICML, "titles": _ICML,
                 "font_size": "icml style; tueplots", "fonts": "icml style", "formats": "style",
                 "type3": _TYPE3},
    ),
    Venue(
        "cvpr", "CVPR", 83.34, 174.62, fonts=TIMES, font_size=tex(9), type3=False,
        formats=("pdf",), aliases=("iccv",),
        sources=_measured("CVPR author kit", fonts="author kit", formats="author kit",
                          type3=_TYPE3),
    ),
    Venue(
        "acl", "ACL", 77.00, 160.00, fonts=TIMES, font_size=tex(10), type3=False,
        formats=("pdf",), aliases=("emnlp", "naacl", "eacl"),
        sources=_measured("acl.sty", fonts="acl.sty", formats="acl.sty", type3=_TYPE3),
    ),
    Venue(
        "aaai", "AAAI", 84.14, 177.80, fonts=TIMES, font_size=tex(9), type3=False,
        formats=("pdf",),
        sources=_measured("aaai24.sty", fonts="aaai24.sty", formats="AAAI author kit",
                          type3="AAAI author kit: Type 3 fonts are forbidden"),
    ),
    Venue(
        "aps", "American Physical Society", 86.46, 179.24, fonts=(*TIMES, *COMPUTER_MODERN),
        font_size=9, min_capital=2, min_line=0.5, aliases=("prl", "revtex", "physrev"),
        sources={"column": "revtex4-2, measured", "full": "revtex4-2, measured",
                 "fonts": "revtex4-2", "min_capital": _APS, "min_line": _APS,
                 "font_size": "the capitals of Times are 2 mm high at 8.6 pt"},
    ),
    Venue(
        "jmlr", "JMLR", 152.4, fonts=COMPUTER_MODERN, font_size=tex(9), type3=False,
        formats=("pdf",),
        sources={"column": "jmlr2e.sty: \\textwidth 6.0in", "fonts": "jmlr2e.sty",
                 "font_size": "captions of jmlr2e.sty", "formats": "style", "type3": _TYPE3},
    ),
    Venue(
        "pnas", "PNAS", 87, 178, {1.5: 114},
        sources={"column": "ultraplot", "full": "ultraplot", "between": "ultraplot"},
    ),
    Venue(
        "thesis", "A4, margins of 30 mm", 150,
        sources={"column": "a4paper with margins of 30 mm, measured"},
    ),
    Venue(
        "thesis-wide", "A4, margins of 25 mm", 160,
        sources={"column": "a4paper with margins of 25 mm, measured"},
    ),
    Venue(
        "thuthesis", "Tsinghua thesis (ThuThesis)", 150, fonts=TIMES, cjk=SONG, font_size=11,
        min_size=9,
        sources={"column": "thuthesis, measured", "fonts": "thuthesis.dtx",
                 "cjk": "thuthesis.dtx", "font_size": "thuthesis.dtx: captions",
                 "min_size": "thuthesis.dtx: footnotes"},
    ),
    Venue(
        "ctexart", "ctexart", 121.25, fonts=TIMES, cjk=SONG, font_size=10.5,
        sources=_measured("ctexart", fonts="ctex", cjk="ctex"),
    ),
    Venue(
        "ctexbook", "ctexbook, 小四", 137.07, fonts=TIMES, cjk=SONG, font_size=12,
        sources=_measured("ctexbook", fonts="ctex", cjk="ctex"),
    ),
    Venue(
        "article-10pt", "LaTeX article, 10 pt", 121.25, fonts=COMPUTER_MODERN, font_size=tex(10),
        aliases=("article",), sources=_measured("article", fonts="article"),
    ),
    Venue(
        "article-11pt", "LaTeX article, 11 pt", 126.53, fonts=COMPUTER_MODERN,
        font_size=tex(10.95), sources=_measured("article", fonts="article"),
    ),
    Venue(
        "article-12pt", "LaTeX article, 12 pt", 137.07, fonts=COMPUTER_MODERN, font_size=tex(12),
        sources=_measured("article", fonts="article"),
    ),
    Venue(
        "article-twocolumn", "LaTeX article, two columns on A4, 10 pt", 77.67, 158.9,
        fonts=COMPUTER_MODERN, font_size=tex(10),
        sources=_measured("article, a4paper, twocolumn", fonts="article"),
    ),
    Venue(
        "koma-11pt", "KOMA-Script, 11 pt", 147.00, fonts=COMPUTER_MODERN, font_size=tex(10.95),
        aliases=("koma", "scrartcl", "scrreprt", "scrbook"),
        sources=_measured("KOMA-Script", fonts="KOMA-Script"),
    ),
    Venue(
        "koma-12pt", "KOMA-Script, 12 pt", 157.50, fonts=COMPUTER_MODERN, font_size=tex(12),
        sources=_measured("KOMA-Script", fonts="KOMA-Script"),
    ),
    Venue(
        "beamer", "Beamer slides, 16:9", 140.00, fonts=("Latin Modern Sans", "CMU Sans Serif"),
        font_size=tex(10.95), aliases=("beamer-169",),
        sources=_measured("beamer, aspectratio=169", fonts="beamer"),
    ),
    Venue(
        "beamer-43", "Beamer slides, 4:3", 108.00,
        fonts=("Latin Modern Sans", "CMU Sans Serif"), font_size=tex(10.95),
        sources=_measured("beamer", fonts="beamer"),
    ),
)  # fmt: skip
