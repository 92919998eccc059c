"""Makes the two fonts of this folder from Noto Serif CJK SC (Debian fonts-noto-cjk).

python make.py /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc
"""

import sys

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

CHARACTERS = "图激活函数及其导输入出中文标题横纵轴线性单位量年月、。，：；（）0123456789AVx"
FAMILY = "Actplot Test Song"


def cut(path: str) -> TTFont:
    """The simplified Chinese face with CHARACTERS only, renamed as its licence wants it."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"])
    options.font_number = 2
    font = subset.load_font(path, options)
    assert font["name"].getDebugName(1) == "Noto Serif CJK SC"
    worker = subset.Subsetter(options)
    worker.populate(text=CHARACTERS)
    worker.subset(font)
    return font


def named(font: TTFont, family: str) -> None:
    licence = {n: font["name"].getDebugName(n) for n in (0, 13, 14)}
    font["name"].names = []
    texts = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", ""), **licence}
    for number, text in texts.items():
        if text:
            font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].setName("测试宋体", 1, 3, 1, 0x804)
    for tag in ("DSIG", "GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT"):
        if tag in font:
            del font[tag]
    font["head"].modified = font["head"].created


def as_truetype(font: TTFont) -> TTFont:
    """The same outlines as quadratic curves."""
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        drawn[name] = pen.glyph()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupGlyf(drawn)
    widths = font["hmtx"].metrics
    builder.setupHorizontalMetrics({name: (widths[name][0], 0) for name in order})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupOS2(
        fsType=0, sTypoAscender=880, sTypoDescender=-120, usWinAscent=1151, usWinDescent=286
    )
    builder.setupPost()
    builder.font["name"] = font["name"]
    builder.font["head"].created = builder.font["head"].modified = font["head"].created
    return builder.font


if __name__ == "__main__":
    source = cut(sys.argv[1])
    named(source, FAMILY + " CFF")
    source.recalcTimestamp = False
    source.save("song-cff.otf")
    named(source, FAMILY)
    quadratic = as_truetype(source)
    quadratic.recalcTimestamp = False
    quadratic.save("song.ttf")
