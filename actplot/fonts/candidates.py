"""Which font families stand in for one another, best first, and where to get them.

A kind of letter has one row. Any name in a row may be asked for; what is not installed
is replaced by the first name of the row that is.
"""

from __future__ import annotations

from actplot.records import Record


class Kind(Record):
    """Families that look alike.

    bundled is what comes with matplotlib and ends the row. debian is a package, macos and
    windows are what these systems bring along, free is where to find one for any system.
    region is sc, tc, hk, jp or kr, and empty for Latin letters.
    """

    name: str
    families: tuple[str, ...]
    bundled: str = ""
    region: str = ""
    serif: bool = True
    debian: str = ""
    macos: str = ""
    windows: str = ""
    free: str = ""

    @property
    def advice(self) -> str:
        """How to get one, in one line."""
        ways = {
            "Debian and Ubuntu: apt install ": self.debian,
            "macOS has ": self.macos,
            "Windows has ": self.windows,
            "everywhere: ": self.free,
        }
        return "; ".join(way + name for way, name in ways.items() if name)


_GOOGLE = "https://fonts.google.com/specimen/"

LATIN = (
    Kind(
        "serif",
        (
            "Times New Roman", "Tinos", "Liberation Serif", "TeX Gyre Termes", "Nimbus Roman",
            "Times", "FreeSerif", "STIX Two Text", "XITS",
        ),
        bundled="STIXGeneral",
        debian="fonts-liberation", macos="Times New Roman", windows="Times New Roman",
        free=_GOOGLE + "Tinos",
    ),
    Kind(
        "sans",
        (
            "Arial", "Helvetica", "Helvetica Neue", "Arimo", "Liberation Sans",
            "TeX Gyre Heros", "Nimbus Sans", "FreeSans",
        ),
        bundled="DejaVu Sans", serif=False,
        debian="fonts-liberation", macos="Arial", windows="Arial",
        free=_GOOGLE + "Arimo",
    ),
    Kind(
        "mono",
        (
            "Courier New", "Cousine", "Liberation Mono", "TeX Gyre Cursor", "Nimbus Mono PS",
            "FreeMono",
        ),
        bundled="DejaVu Sans Mono", serif=False,
        debian="fonts-liberation", macos="Courier New", windows="Courier New",
        free=_GOOGLE + "Cousine",
    ),
    Kind(
        "computer modern",
        ("CMU Serif", "Latin Modern Roman", "LM Roman 10", "New Computer Modern"),
        bundled="cmr10",
        debian="fonts-lmodern",
        free="https://www.gust.org.pl/projects/e-foundry/latin-modern",
    ),
    Kind(
        "libertine",
        ("Linux Libertine O", "Linux Libertine", "Libertinus Serif"),
        bundled="STIXGeneral",
        debian="fonts-linuxlibertine",
        free="https://github.com/alerque/libertinus/releases",
    ),
    Kind(
        "palatino",
        ("Palatino Linotype", "Palatino", "Book Antiqua", "TeX Gyre Pagella", "P052"),
        bundled="STIXGeneral",
        debian="fonts-texgyre", macos="Palatino", windows="Palatino Linotype",
        free="https://www.gust.org.pl/projects/e-foundry/tex-gyre",
    ),
    Kind(
        "calibri", ("Calibri", "Carlito"), bundled="DejaVu Sans", serif=False,
        debian="fonts-crosextra-carlito", windows="Calibri",
        free=_GOOGLE + "Carlito",
    ),
    Kind(
        "cambria", ("Cambria", "Caladea"), bundled="STIXGeneral",
        debian="fonts-crosextra-caladea", windows="Cambria",
        free=_GOOGLE + "Caladea",
    ),
)  # fmt: skip

_NOTO = "fonts-noto-cjk"
_NOTO_CJK = "https://github.com/notofonts/noto-cjk"

CJK = (
    Kind(
        "song",
        (
            "SimSun", "NSimSun", "Songti SC", "STSong", "Source Han Serif SC",
            "Source Han Serif CN", "Noto Serif CJK SC", "Noto Serif SC", "FandolSong",
            "AR PL SungtiL GB", "AR PL UMing CN",
        ),
        region="sc", free=_NOTO_CJK,
        debian="fonts-noto-cjk or fonts-arphic-gbsn00lp", macos="Songti SC", windows="SimSun",
    ),
    Kind(
        "hei",
        (
            "SimHei", "Microsoft YaHei", "PingFang SC", "Heiti SC", "STHeiti",
            "Hiragino Sans GB", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans CJK SC",
            "Noto Sans SC", "FandolHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
            "Droid Sans Fallback",
        ),
        region="sc", free=_NOTO_CJK, serif=False,
        debian=_NOTO, macos="PingFang SC", windows="SimHei",
    ),
    Kind(
        "kai",
        (
            "KaiTi", "Kaiti SC", "STKaiti", "FandolKai", "LXGW WenKai", "AR PL KaitiM GB",
            "AR PL UKai CN",
        ),
        region="sc", free="https://github.com/lxgw/LxgwWenKai",
        debian="fonts-arphic-gkai00mp or fonts-arphic-ukai", macos="Kaiti SC", windows="KaiTi",
    ),
    Kind(
        "fangsong", ("FangSong", "STFangsong", "FandolFang", "FangSong_GB2312"),
        region="sc", free="https://ctan.org/pkg/fandol", macos="STFangsong", windows="FangSong",
    ),
    Kind(
        "ming",
        (
            "PMingLiU", "MingLiU", "Songti TC", "LiSong Pro", "Source Han Serif TC",
            "Source Han Serif TW", "Noto Serif CJK TC", "Noto Serif TC",
            "AR PL Mingti2L Big5", "AR PL UMing TW",
        ),
        region="tc", free=_NOTO_CJK, debian=_NOTO, macos="Songti TC", windows="PMingLiU",
    ),
    Kind(
        "hei (Taiwan)",
        (
            "Microsoft JhengHei", "PingFang TC", "Heiti TC", "Source Han Sans TC",
            "Noto Sans CJK TC", "Noto Sans TC",
        ),
        region="tc", free=_NOTO_CJK, serif=False, debian=_NOTO, macos="PingFang TC",
        windows="Microsoft JhengHei",
    ),
    Kind(
        "ming (Hong Kong)",
        (
            "MingLiU_HKSCS", "Source Han Serif HC", "Noto Serif CJK HK", "Noto Serif HK",
            "AR PL UMing HK",
        ),
        region="hk", free=_NOTO_CJK, debian=_NOTO, macos="Songti TC", windows="MingLiU_HKSCS",
    ),
    Kind(
        "hei (Hong Kong)",
        ("PingFang HK", "Source Han Sans HC", "Noto Sans CJK HK", "Noto Sans HK"),
        region="hk", free=_NOTO_CJK, serif=False, debian=_NOTO, macos="PingFang HK",
    ),
    Kind(
        "mincho",
        (
            "MS Mincho", "MS PMincho", "Yu Mincho", "Hiragino Mincho ProN",
            "Source Han Serif JP", "Source Han Serif", "Noto Serif CJK JP", "Noto Serif JP",
            "IPAexMincho", "IPAMincho",
        ),
        region="jp", free=_NOTO_CJK, debian="fonts-noto-cjk or fonts-ipaexfont-mincho",
        macos="Hiragino Mincho ProN", windows="Yu Mincho",
    ),
    Kind(
        "gothic",
        (
            "MS Gothic", "MS PGothic", "Yu Gothic", "Meiryo", "Hiragino Sans",
            "Hiragino Kaku Gothic ProN", "Source Han Sans JP", "Source Han Sans",
            "Noto Sans CJK JP", "Noto Sans JP", "IPAexGothic", "IPAGothic",
        ),
        region="jp", free=_NOTO_CJK, serif=False, debian="fonts-noto-cjk or fonts-ipaexfont-gothic",
        macos="Hiragino Sans", windows="Yu Gothic",
    ),
    Kind(
        "batang",
        (
            "Batang", "BatangChe", "AppleMyungjo", "Source Han Serif KR", "Source Han Serif K",
            "Noto Serif CJK KR", "Noto Serif KR", "NanumMyeongjo", "UnBatang",
        ),
        region="kr", free=_NOTO_CJK, debian="fonts-noto-cjk or fonts-nanum", macos="AppleMyungjo",
        windows="Batang",
    ),
    Kind(
        "gothic (Korean)",
        (
            "Malgun Gothic", "Dotum", "Gulim", "Apple SD Gothic Neo", "Source Han Sans KR",
            "Source Han Sans K", "Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "UnDotum",
        ),
        region="kr", free=_NOTO_CJK, serif=False, debian="fonts-noto-cjk or fonts-nanum",
        macos="Apple SD Gothic Neo", windows="Malgun Gothic",
    ),
)  # fmt: skip

ALIASES = {
    "宋体": "SimSun", "新宋体": "NSimSun", "song": "SimSun", "songti": "SimSun",
    "华文宋体": "STSong", "思源宋体": "Source Han Serif SC", "宋體-簡": "Songti SC",
    "黑体": "SimHei", "hei": "SimHei", "heiti": "SimHei", "微软雅黑": "Microsoft YaHei",
    "华文黑体": "STHeiti", "思源黑体": "Source Han Sans SC", "苹方": "PingFang SC",
    "楷体": "KaiTi", "kai": "KaiTi", "华文楷体": "STKaiti", "楷体_GB2312": "KaiTi",
    "仿宋": "FangSong", "华文仿宋": "STFangsong", "仿宋_GB2312": "FangSong",
    "新細明體": "PMingLiU", "細明體": "MingLiU", "明體": "PMingLiU",
    "微軟正黑體": "Microsoft JhengHei",
    "ms 明朝": "MS Mincho", "ＭＳ 明朝": "MS Mincho", "游明朝": "Yu Mincho",
    "明朝": "MS Mincho", "ＭＳ ゴシック": "MS Gothic", "游ゴシック": "Yu Gothic",
    "바탕": "Batang", "맑은 고딕": "Malgun Gothic", "나눔명조": "NanumMyeongjo",
    "times": "Times New Roman", "serif": "Times New Roman", "sans": "Arial",
    "sans-serif": "Arial", "mono": "Courier New", "monospace": "Courier New",
    "stix": "STIXGeneral", "dejavu": "DejaVu Sans", "latin modern": "Latin Modern Roman",
    "computer modern": "CMU Serif", "linux libertine": "Linux Libertine O",
    "libertine": "Linux Libertine O",
}  # fmt: skip
"""Other names that a spec may use; a family that is installed under the name itself wins."""

BUNDLED = {
    "STIXGeneral": ("STIXGeneral", "STIXGeneralItalic", "STIXGeneralBol", "STIXGeneralBolIta"),
    "DejaVu Sans": (
        "DejaVuSans", "DejaVuSans-Oblique", "DejaVuSans-Bold", "DejaVuSans-BoldOblique",
    ),
    "DejaVu Serif": (
        "DejaVuSerif", "DejaVuSerif-Italic", "DejaVuSerif-Bold", "DejaVuSerif-BoldItalic",
    ),
    "DejaVu Sans Mono": (
        "DejaVuSansMono", "DejaVuSansMono-Oblique", "DejaVuSansMono-Bold",
        "DejaVuSansMono-BoldOblique",
    ),
    "cmr10": ("cmr10", "cmti10", "cmb10", "cmb10"),
}  # fmt: skip
"""Files that come with matplotlib: regular, italic, bold, bold italic."""


def normal(name: str) -> str:
    """A family name without case, spaces and hyphens, for comparison."""
    return "".join(name.casefold().replace("-", "").replace("_", "").split())


def kind_of(family: str, kinds: tuple[Kind, ...]) -> Kind | None:
    """The row of a family, or of another name of one."""
    wanted = normal(canonical(family))
    rows = (row for row in kinds if wanted in map(normal, (*row.families, row.bundled)))
    return next(rows, None)


def canonical(family: str) -> str:
    """The name under which a family is known here, for any of its other names."""
    return _CANONICAL.get(normal(family), family)


_CANONICAL = {normal(alias): family for alias, family in ALIASES.items()}
