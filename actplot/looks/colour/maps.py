"""Colour maps for families: even in lightness, and readable without seeing red from green.

Each is given at 65 places, between which it is straight; the colours are those of matplotlib's
maps of these names (viridis, plasma, inferno and magma are in the public domain; cividis is by
Nunez, Anderton and Renslow, 2018).
"""

from __future__ import annotations

from collections.abc import Mapping

from actplot.looks.colour.names import RGB, mixed, rgb
from actplot.looks.colour.vision import LEAST_CONTRAST, contrast

MAPS: Mapping[str, str] = {
    "viridis": """
        440154 46075a 470d60 471365 48186a 481d6f 482374 482878 472d7b 46327e 453781 443b84 424086
        404588 3e4989 3d4e8a 3b528b 39568c 375b8d 355f8d 33638d 31678e 2f6b8e 2e6f8e 2c728e 2a768e
        297a8e 277e8e 26828e 25858e 23898e 228d8d 21918c 1f948c 1f988b 1e9c89 1fa088 20a386 22a785
        25ab82 28ae80 2db27d 32b67a 38b977 3fbc73 46c06f 4ec36b 56c667 5ec962 67cc5c 70cf57 7ad151
        84d44b 8ed645 98d83e a2da37 addc30 b8de29 c2df23 cde11d d8e219 e2e418 ece51b f6e620 fde725
    """,
    "plasma": """
        0d0887 19068c 220690 2a0593 310597 38049a 3f049c 46039f 4c02a1 5302a3 5901a5 6001a6 6600a7
        6c00a8 7201a8 7801a8 7e03a8 8405a7 8a09a5 8f0da4 9511a1 9a169f a01a9c a51f99 aa2395 ae2892
        b32c8e b7318a bc3587 c03a83 c43e7f c8437b cc4778 cf4c74 d35171 d6556d da5a6a dd5e66 e06363
        e3685f e66c5c e97158 eb7655 ee7b51 f0804e f3854b f58b47 f79044 f89540 fa9b3d fba139 fca636
        fdac33 fdb22f feb82c febe2a fdc527 fdcb26 fcd225 fad824 f8df25 f6e626 f4ed27 f1f426 f0f921
    """,
    "inferno": """
        000004 02010a 040312 07051b 0b0724 10092d 150b37 1b0c41 210c4a 280b53 2f0a5b 360961 3d0965
        440a68 4a0c6b 510e6c 57106e 5d126e 64156e 6a176e 71196e 771c6d 7d1e6d 84206b 8a226a 902568
        972766 9d2964 a32c61 a92e5e b0315b b63458 bc3754 c13a50 c73e4c cc4248 d24644 d74b3f db503b
        e05536 e45a31 e8602d eb6628 ef6c23 f1731d f47918 f68013 f8870e f98e09 fb9606 fb9d07 fca50a
        fcac11 fcb418 fbbc21 fac42a f9cb35 f7d340 f5db4c f3e35a f2ea69 f1f179 f3f68a f8fb9a fcffa4
    """,
    "magma": """
        000004 020109 030312 06051a 0a0822 0e0b2b 130d34 180f3d 1d1147 221150 29115a 2f1163 36106b
        3d0f71 440f76 4a1079 51127c 57157e 5d177f 641a80 6a1c81 701f81 762181 7c2382 832681 892881
        902a81 962c80 9c2e7f a3307e aa337d b0357b b73779 bd3977 c43c75 ca3e72 d0416f d6456c dc4869
        e24d66 e75263 eb5760 ef5d5e f2645c f56b5c f7725c f9795d fa815f fc8961 fc9065 fd9869 fe9f6d
        fea772 feae77 feb67c febd82 fec488 fecc8f fed395 fdda9c fde2a3 fde9aa fcf0b2 fcf7b9 fcfdbf
    """,
    "cividis": """
        00224e 002554 00285b 002b62 002e6a 003070 053371 123570 1a386f 213b6e 273e6e 2d416d 32436d
        36466c 3b496c 3f4c6c 434e6c 47516c 4b546c 4f576c 535a6d 565c6d 5a5f6e 5e626e 61656f 656870
        686a71 6c6d72 6f7073 727374 767676 797977 7d7c78 807f78 848279 888578 8c8878 908b78 938e78
        979177 9b9476 9f9775 a39a74 a79d73 aba072 afa471 b4a76f b8aa6e bcae6c c0b16a c4b468 c8b866
        cdbb63 d1bf61 d5c25e dac65b dec958 e2cd54 e7d150 ebd44b f0d846 f5dc41 f9e03a fee434 fee838
    """,
}
# Places at which a map is compared with the page.
_STEPS = 200


def at(name: str, place: float) -> RGB:
    """The colour of a map at a place from 0 to 1."""
    colors = MAPS[name].split()
    scaled = place * (len(colors) - 1)
    index = min(int(scaled), len(colors) - 2)
    return mixed(rgb(f"#{colors[index]}"), rgb(f"#{colors[index + 1]}"), scaled - index)


def spread(name: str, count: int, ground: RGB) -> list[RGB]:
    """Colours in even steps over the part of a map that stands out from a ground."""
    places = [step / _STEPS for step in range(_STEPS + 1)]
    seen = [place for place in places if contrast(at(name, place), ground) >= LEAST_CONTRAST]
    low, high = (seen[0], seen[-1]) if seen else (0.0, 1.0)
    if count == 1:
        return [at(name, (low + high) / 2)]
    return [at(name, low + (high - low) * index / (count - 1)) for index in range(count)]
