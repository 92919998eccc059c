"""The commands of formulas: what mathtext, which sets them, knows; without importing it.

A test compares every table with mathtext's own.
"""

from __future__ import annotations

from functools import cache

from actplot.later import pattern

_SYMBOLS = """
    AA=c5 aa=e5 ac=223e acute=301 acwopencirclearrow=21ba adots=22f0 AE=c6 ae=e6 aleph=2135
    alpha=3b1 amalg=2a3f angle=2220 approx=2248 approxeq=224a approxident=224b arceq=2258
    ast=2217 asterisk=2a asymp=224d backcong=224c backepsilon=3f6 backprime=2035 backsim=223d
    backsimeq=22cd backslash=5c bagmember=22ff bar=304 barleftarrow=21e4 barvee=22bd
    barwedge=22bc BbbC=2102 BbbN=2115 BbbP=2119 BbbQ=211a BbbR=211d BbbZ=2124 because=2235
    beta=3b2 beth=2136 between=226c bigcap=22c2 bigcirc=25cb bigcup=22c3 bigodot=2a00
    bigoplus=2a01 bigotimes=2a02 bigsqcup=2a06 bigstar=2605 bigtriangledown=25bd
    bigtriangleup=25b3 biguplus=2a04 bigvee=22c1 bigwedge=22c0 blacksquare=25a0
    blacktriangle=25b4 blacktriangledown=25be blacktriangleleft=25c0 blacktriangleright=25b6
    bot=22a5 bowtie=22c8 boxbar=25eb boxdot=22a1 boxminus=229f boxplus=229e boxtimes=22a0
    breve=306 bullet=2219 Bumpeq=224e bumpeq=224f c=327 candra=310 Cap=22d2 cap=2229
    carriagereturn=21b5 cdot=22c5 cdotp=b7 cdots=22ef cent=a2 check=30c checkmark=2713 chi=3c7
    circ=2218 circeq=2257 circlearrowleft=21ba circlearrowright=21bb circledast=229b
    circledcirc=229a circleddash=229d circledR=ae circledS=24c8 circumflexaccent=302
    clubsuit=2663 clubsuitopen=2667 Colon=2237 colon=3a coloneq=2254 combiningacuteaccent=301
    combiningbreve=306 combiningdiaeresis=308 combiningdotabove=307
    combiningfourdotsabove=20dc combininggraveaccent=300 combiningoverline=304
    combiningrightarrowabove=20d7 combiningthreedotsabove=20db combiningtilde=303
    complement=2201 cong=2245 coprod=2210 copyright=a9 Cup=22d3 cup=222a cupdot=228d
    cupleftarrow=228c curlyeqprec=22de curlyeqsucc=22df curlyvee=22ce curlywedge=22cf
    curvearrowleft=21b6 curvearrowright=21b7 cwopencirclearrow=21bb d=323 dag=2020 dagger=2020
    daleth=2138 danger=2621 dashleftarrow=290e dashrightarrow=290f dashv=22a3 ddag=2021
    ddagger=2021 ddddot=20dc dddot=20db ddot=308 ddots=22f1 degree=b0 Delta=394 delta=3b4
    DH=d0 dh=f0 diamond=22c4 diamondsuit=2662 digamma=3dd disin=22f2 div=f7 divideontimes=22c7
    dot=307 Doteq=2251 doteq=2250 doteqdot=2251 dotminus=2238 dotplus=2214 dots=2026
    dotsminusdots=223a doublebarwedge=2306 Downarrow=21d3 downarrow=2193 downdownarrows=21ca
    downharpoonleft=21c3 downharpoonright=21c2 downzigzagarrow=21af ell=2113 emdash=2014
    emptyset=2205 endash=2013 epsilon=3b5 eqcirc=2256 eqcolon=2255 eqdef=225d eqgtr=22dd
    eqless=22dc eqsim=2242 eqslantgtr=2a96 eqslantless=2a95 equal=3d equalparallel=22d5
    Equiv=2263 equiv=2261 eta=3b7 eth=f0 exists=2203 fallingdotseq=2252 Finv=2132 flat=266d
    forall=2200 frakC=212d frakZ=2128 frown=2322 Game=2141 Gamma=393 gamma=3b3 geq=2265
    geqq=2267 geqslant=2a7e gg=226b ggg=22d9 gimel=2137 gnapprox=2a8a gneqq=2269 gnsim=22e7
    grave=300 greater=3e gtrapprox=2a86 gtrdot=22d7 gtreqless=22db gtreqqless=2a8c
    gtrless=2277 gtrsim=2273 guillemotleft=ab guillemotright=bb guilsinglleft=2039
    guilsinglright=203a H=30b hat=302 hbar=127 heartsuit=2661 hermitmatrix=22b9
    hookleftarrow=21a9 hookrightarrow=21aa hslash=210f i=131 iiiint=2a0c iiint=222d iint=222c
    Im=2111 imageof=22b7 imath=131 in=2208 increment=2206 infty=221e int=222b intercal=22ba
    invnot=2310 iota=3b9 isindot=22f5 isinE=22f9 isinobar=22f7 isins=22f4 isinvb=22f8
    jmath=237 Join=2a1d k=328 kappa=3ba kernelcontraction=223b L=141 l=142 Lambda=39b
    lambda=3bb lambdabar=19b langle=27e8 lasp=2bd lbrace=7b lbrack=5b lceil=2308 ldots=2026
    Ldsh=21b2 leadsto=21dd Leftarrow=21d0 leftarrow=2190 leftarrowtail=21a2 leftbrace=7b
    leftharpoonaccent=20d0 leftharpoondown=21bd leftharpoonup=21bc leftleftarrows=21c7
    leftparen=28 Leftrightarrow=21d4 leftrightarrow=2194 leftrightarrows=21c6
    leftrightharpoons=21cb leftrightsquigarrow=21ad leftsquigarrow=219c leftthreetimes=22cb
    leq=2264 leqq=2266 leqslant=2a7d less=3c lessapprox=2a85 lessdot=22d6 lesseqgtr=22da
    lesseqqgtr=2a8b lessgtr=2276 lesssim=2272 lfloor=230a lgroup=27ee lhd=25c1 ll=226a
    llcorner=231e Lleftarrow=21da lll=22d8 lnapprox=2a89 lneqq=2268 lnsim=22e6
    Longleftarrow=27f8 longleftarrow=27f5 Longleftrightarrow=27fa longleftrightarrow=27f7
    longmapsto=27fc Longrightarrow=27f9 longrightarrow=27f6 looparrowleft=21ab
    looparrowright=21ac lq=2018 lrcorner=231f Lsh=21b0 ltimes=22c9 macron=af maltese=2720
    mapsdown=21a7 mapsfrom=21a4 mapsto=21a6 mapsup=21a5 measeq=225e measuredangle=2221
    measuredrightangle=22be merge=2a55 mho=2127 mid=2223 minus=2212 minuscolon=2239
    models=22a7 mp=2213 mu=3bc multimap=22b8 nabla=2207 napprox=2249 natural=266e ncong=2247
    ne=2260 Nearrow=21d7 nearrow=2197 neg=ac neq=2260 nequiv=2262 nexists=2204 ngeq=2271
    ngtr=226f ngtrless=2279 ngtrsim=2275 ni=220b niobar=22fe nis=22fc nisd=22fa
    nLeftarrow=21cd nleftarrow=219a nLeftrightarrow=21ce nleftrightarrow=21ae nleq=2270
    nless=226e nlessgtr=2278 nlesssim=2274 nmid=2224 not=338 notin=2209 notsmallowns=220c
    nparallel=2226 nprec=2280 npreccurlyeq=22e0 nRightarrow=21cf nrightarrow=219b nsim=2241
    nsimeq=2244 nsqsubseteq=22e2 nsqsupseteq=22e3 nsubset=2284 nsubseteq=2288 nsucc=2281
    nsucccurlyeq=22e1 nsupset=2285 nsupseteq=2289 ntriangleleft=22ea ntrianglelefteq=22ec
    ntriangleright=22eb ntrianglerighteq=22ed nu=3bd nVDash=22af nVdash=22ae nvDash=22ad
    nvdash=22ac Nwarrow=21d6 nwarrow=2196 O=d8 o=f8 obar=233d ocirc=30a odot=2299 OE=152
    oe=153 oequal=229c oiiint=2230 oiint=222f oint=222e Omega=3a9 omega=3c9 ominus=2296
    oplus=2295 origof=22b6 oslash=2298 otimes=2297 overarc=311 overleftarrow=20d6
    overleftrightarrow=20e1 P=b6 parallel=2225 partial=2202 perp=27c2 perthousand=2030 Phi=3a6
    phi=3d5 Pi=3a0 pi=3c0 pitchfork=22d4 plus=2b pm=b1 prec=227a precapprox=2ab7
    preccurlyeq=227c preceq=227c precnapprox=2ab9 precnsim=22e8 precsim=227e prime=2032
    prod=220f propto=221d prurel=22b0 Psi=3a8 psi=3c8 QED=220e quad=2003 questeq=225f
    rangle=27e9 rasp=2bc ratio=2236 rbrace=7d rbrack=5d rceil=2309 Rdsh=21b3 Re=211c
    rfloor=230b rgroup=27ef rhd=25b7 rho=3c1 rightangle=221f Rightarrow=21d2 rightarrow=2192
    rightarrowbar=21e5 rightarrowtail=21a3 rightassert=22a6 rightbrace=7d
    rightharpoonaccent=20d1 rightharpoondown=21c1 rightharpoonup=21c0 rightleftarrows=21c4
    rightleftharpoons=21cc rightModels=22ab rightparen=29 rightrightarrows=21c9
    rightsquigarrow=219d rightthreetimes=22cc rightzigzagarrow=21dd ring=2da risingdotseq=2253
    rq=2019 Rrightarrow=21db Rsh=21b1 rtimes=22ca S=a7 scrB=212c scrE=2130 scre=212f scrF=2131
    scrg=210a scrH=210b scrI=2110 scrL=2112 scrM=2133 scro=2134 scrR=211b scurel=22b1
    Searrow=21d8 searrow=2198 setminus=2216 sharp=266f Sigma=3a3 sigma=3c3 sim=223c simeq=2243
    simneqq=2246 sinewave=223f slash=2215 smallin=220a smallintclockwise=2231
    smallointctrcclockwise=2233 smallowns=220d smallsetminus=2216 smallvarointclockwise=2232
    smile=2323 solbar=233f spadesuit=2660 spadesuitopen=2664 sphericalangle=2222 sqcap=2293
    sqcup=2294 sqsubset=228f sqsubseteq=2291 sqsubsetneq=22e4 sqsupset=2290 sqsupseteq=2292
    sqsupsetneq=22e5 ss=df star=22c6 stareq=225b sterling=a3 Subset=22d0 subset=2282
    subseteq=2286 subseteqq=2ac5 subsetneq=228a subsetneqq=2acb succ=227b succapprox=2ab8
    succcurlyeq=227d succeq=227d succnapprox=2aba succnsim=22e9 succsim=227f sum=2211
    Supset=22d1 supset=2283 supseteq=2287 supseteqq=2ac6 supsetneq=228b supsetneqq=2acc
    Swarrow=21d9 swarrow=2199 t=361 tau=3c4 textasciiacute=b4 textasciicircum=5e
    textasciigrave=60 textasciitilde=7e textexclamdown=a1 textquestiondown=bf
    textquotedblleft=201c textquotedblright=201d therefore=2234 Theta=398 theta=3b8
    thickspace=2005 Thorn=de thorn=fe tilde=303 times=d7 to=2192 top=22a4 triangle=25b3
    triangledown=25bf triangleeq=225c triangleleft=25c1 trianglelefteq=22b4 triangleq=225c
    triangleright=25b7 trianglerighteq=22b5 turnednot=2319 twoheaddownarrow=21a1
    twoheadleftarrow=219e twoheadrightarrow=21a0 twoheaduparrow=219f ulcorner=231c
    underbar=331 unlhd=22b4 unrhd=22b5 Uparrow=21d1 uparrow=2191 Updownarrow=21d5
    updownarrow=2195 updownarrowbar=21a8 updownarrows=21c5 upharpoonleft=21bf
    upharpoonright=21be uplus=228e Upsilon=3a5 upsilon=3c5 upuparrows=21c8 urcorner=231d
    varepsilon=3b5 varisinobar=22f6 varisins=22f3 varkappa=3f0 varlrtriangle=22bf
    varniobar=22fd varnis=22fb varnothing=2205 varphi=3c6 varpi=3d6 varpropto=221d varrho=3f1
    varsigma=3c2 vartheta=3d1 vartriangle=25b5 vartriangleleft=22b2 vartriangleright=22b3
    Vdash=22a9 vDash=22a8 vdash=22a2 vdots=22ee vec=20d7 vee=2228 veebar=22bb veeeq=225a
    Vert=2016 vert=7c Vvdash=22aa wedge=2227 wedgeq=2259 widebar=305 widehat=302 widetilde=303
    wp=2118 wr=2240 Xi=39e xi=3be yen=a5 zeta=3b6
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTIONS = _words(
    """
    Pr arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim
    liminf limsup ln log max min sec sin sinh sup tan tanh
    """
)
"""Names that stand upright: \\sin."""

ACCENTS = _words(
    """
    acute bar breve ddddot dddot ddot dot grave hat mathring overleftarrow overrightarrow
    tilde vec widebar widehat widetilde
    """
)
"""Signs above a letter: \\hat."""

FONTS = _words("bb bf bfit cal default frak it normal regular rm scr sf tt")
"""As \\rm, and as \\mathrm{...}."""

SPACES = _words("enspace qquad quad thinspace")
SYMBOL_MARKS = frozenset("%${}[]_|")
SPACE_MARKS = frozenset(",/>:;! ")
"""Signs that may follow a backslash, instead of a name."""
ACCENT_MARKS = frozenset("\"`'~.^")
"""Likewise, with the letter below them behind."""

DELIMITERS = _words(
    r"""
    ( ) . / < > [ \Downarrow \Uparrow \Updownarrow \Vert \backslash \downarrow \langle
    \lbrace \lbrack \lceil \leftbrace \leftparen \lfloor \lgroup \rangle \rbrace \rbrack
    \rceil \rfloor \rgroup \rightbrace \rightparen \uparrow \updownarrow \vert \{ \| \} ] |
    """
)
"""What may follow \\left, \\middle and \\right."""

ARGUMENTS = {
    "frac": 2, "dfrac": 2, "binom": 2, "overset": 2, "underset": 2, "overline": 1,
    "underline": 1, "phantom": 1, "llap": 1, "rlap": 1, "operatorname": 1, "boldsymbol": 1,
    "sqrt": 1,
}  # fmt: skip
"""How many groups in braces follow a command."""

AS_WRITTEN = {"text": 1, "substack": 1, "genfrac": 6}
"""Likewise, their content left to mathtext."""

MAY_BE_EMPTY = _words("overset underset phantom llap rlap operatorname boldsymbol")

INSTEAD = {
    "begin": "write it on one line; environments are not known",
    "big": "write \\left and \\right",
    "bigl": "write \\left", "bigr": "write \\right", "Big": "write \\left and \\right",
    "bm": "write \\boldsymbol",
    "displaystyle": "delete it; \\dfrac is a large fraction",
    "emph": "write \\mathit", "ensuremath": "delete it",
    "limits": "delete it", "nolimits": "delete it",
    "mathds": "write \\mathbb", "mathop": "write \\operatorname",
    "mbox": "write \\text", "textbf": "write \\mathbf", "textit": "write \\mathit",
    "textrm": "write \\text", "unit": "write \\text", "SI": "write \\text",
    "R": "write \\mathbb{R}",
}  # fmt: skip
"""What to write for commands of LaTeX that mathtext does not know."""

OTHERS = {
    "le": r"\leq", "ge": r"\geq", "gets": r"\leftarrow", "owns": r"\ni",
    "land": r"\wedge", "lor": r"\vee", "lnot": r"\neg", "coloneqq": r"\coloneq",
    "implies": r"\Longrightarrow", "impliedby": r"\Longleftarrow", "iff": r"\Longleftrightarrow",
    "lvert": "|", "rvert": "|", "lVert": r"\|", "rVert": r"\|",
    "dotsb": r"\cdots", "dotsc": r"\ldots", "dotsm": r"\cdots", "dotso": r"\ldots",
    "tfrac": r"\frac", "cfrac": r"\dfrac", "dbinom": r"\binom", "tbinom": r"\binom",
}  # fmt: skip
"""Other names that LaTeX has for the same sign; mathtext does not know them."""
_OTHER = pattern(rf"(?<!\\)\\({'|'.join(OTHERS)})(?![A-Za-z])")


def usual(formula: str) -> str:
    """A formula with the names of commands that mathtext knows: `\\leq` for `\\le`."""
    return _OTHER.sub(lambda command: OTHERS[command[1]], formula) if "\\" in formula else formula


@cache
def symbols() -> dict[str, int]:
    """The code point that each named symbol stands for: alpha -> 0x3b1."""
    return {name: int(code, 16) for name, _, code in (e.partition("=") for e in _SYMBOLS.split())}


@cache
def known() -> frozenset[str]:
    """Every name that may follow a backslash in a formula, but for the FONTS themselves."""
    return frozenset(
        (
            *symbols(), *OTHERS, *FUNCTIONS, *ACCENTS, *ARGUMENTS, *SPACES, *AS_WRITTEN,
            *(f"math{font}" for font in FONTS), "left", "right", "middle", "hspace",
        )
    )  # fmt: skip
