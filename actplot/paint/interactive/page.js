// The part of a page that reads a figure. `me` is the element around it, `data` what is said of
// its panels and curves; everything that it shows is in the figure already.
const one = (selector) => me.querySelector(selector), all = (selector) => [...me.querySelectorAll(selector)];
const set = (element, attributes) => {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return element;
};
const svg = one("svg"), plot = one(".plot"), read = one(".read"), hint = read.textContent;
const NS = "http://www.w3.org/2000/svg";
const add = (name, attributes, parent) => set(parent.appendChild(document.createElementNS(NS, name)), attributes);
// Four digits, or as many decimals as are known.
const text = (number, places) => {
  if (!isFinite(number)) return "–";
  let [digits, power] = (places >= 0 ? number.toFixed(places) : number.toPrecision(4)).split("e");
  if (digits.includes(".")) digits = digits.replace(/\.?0+$/, "");
  if (!+digits) digits = "0";
  digits = digits.replace(".", data.decimal) + (power ? "e" + Number(power) : "");
  return digits.replaceAll("-", "−");
};

// --- Axes: from places (0 to 1) to values and back.

const scales = {
  linear: [(v) => v, (s) => s],
  log: [Math.log10, (s) => 10 ** s],
};
// --- only with symlog
scales.symlog = (turn, bend) => [
  (v) => (Math.abs(v) <= turn ? v * bend : Math.sign(v) * turn * (bend + Math.log10(Math.abs(v) / turn))),
  (s) => (Math.abs(s) <= turn * bend ? s / bend : Math.sign(s) * turn * 10 ** (Math.abs(s) / turn - bend)),
];
// --- end
const axis = ([low, high, scale, ...turns]) => {
  const [to, from] = turns.length ? scales[scale](...turns) : scales[scale];
  const a = to(low), b = to(high);
  return { at: (v) => (to(v) - a) / (b - a), value: (p) => from(a + p * (b - a)) };
};
for (const panel of data.panels) {
  panel.across = axis(panel.x);
  panel.up = axis(panel.y);
  if (panel.y[2] == "linear")
    panel.decimals = Math.min(Math.max(Math.ceil(4 - Math.log10(Math.abs(panel.y[1] - panel.y[0]))), 0), 20);
}

// --- Paths: segments of eight numbers, as shares of the plot.

const segments = (line, wide, high, west = 0, low = 0) => {
  const found = [];
  let x = 0, y = 0, command;
  const numbers = line.match(/[mlc]|-?\d+/g) || [];
  const next = () => {
    const dx = +numbers.shift(), dy = +numbers.shift();
    return [x + dx, y + dy];
  };
  while (numbers.length) {
    if (isNaN(numbers[0])) command = numbers.shift();
    const start = [x, y];
    let a, b, end;
    if (command == "c") [a, b] = [next(), next()];
    end = next();
    if (command == "l") {
      const third = (k) => [0, 1].map((i) => start[i] + ((end[i] - start[i]) * k) / 3);
      [a, b] = [third(1), third(2)];
    }
    if (a) found.push([start, a, b, end].flatMap(([u, v]) => [u / wide + west, v / high + low]));
    [x, y] = end;
  }
  // --- only with jumps
  // Where it jumps; whoever asks for a place nearer than a unit means that.
  found.breaks = found.filter((s, k) => k && s[0] == found[k - 1][6] && Math.abs(s[1] - found[k - 1][7]) > 2 / high).map((s) => s[0]);
  found.near = 1 / wide;
  // --- end
  return found;
};
// What a path says at x: from the left and from the right, each as [height, rise].
const heights = (line, x) => {
  const sides = [];
  // --- only with jumps
  x = line.breaks.find((b) => Math.abs(b - x) <= line.near) ?? x;
  // --- end
  for (const s of line) {
    const low = Math.min(s[0], s[6]), high = Math.max(s[0], s[6]);
    if (x < low - 1e-9 || x > high + 1e-9) continue;
    let a = 0, b = 1, t;
    for (let k = 0; k < 40; k++) {
      t = (a + b) / 2;
      const u = 1 - t;
      const here = u * u * u * s[0] + 3 * u * u * t * s[2] + 3 * u * t * t * s[4] + t * t * t * s[6];
      if (here < x == s[0] < s[6]) a = t;
      else b = t;
    }
    const u = 1 - t;
    const d = (i) => u * u * (s[2 + i] - s[i]) + 2 * u * t * (s[4 + i] - s[2 + i]) + t * t * (s[6 + i] - s[4 + i]);
    const y = u * u * u * s[1] + 3 * u * u * t * s[3] + 3 * u * t * t * s[5] + t * t * t * s[7];
    const found = [y, d(1) / d(0)];
    if (x > low + 1e-9) sides[0] = found;
    if (x < high - 1e-9) sides[1] = found;
  }
  return [sides[0] || sides[1], sides[1] || sides[0]];
};
data.curves = data.entries.flatMap(({ p, f, c, s, n, d }, e) =>
  Array.from({ length: c }, (_, v) => ({ o: `${p}-${f + v}`, n, s, v, e, d: Array.isArray(d) ? d[v] : d && `${p}-${d + v}` })),
);
// --- only with sliders
// The members of a long family are paths without a look: their shades are those of its sample.
for (const sweep of data.sweeps) {
  const entry = data.entries[sweep.e], name = sweep.l.slice(1);
  const stops = all(`#${me.id}s${name} stop`).map((stop) => [
    +stop.getAttribute("offset"), stop.getAttribute("stop-color"),
  ]);
  all(`.w${name} path`).forEach((line, k) => {
    const share = k / (entry.c - 1), next = Math.max(stops.findIndex((stop) => stop[0] >= share), 1);
    const [[low, first], [high, second]] = stops.slice(next - 1);
    set(line, {
      class: `c o${entry.p}-${entry.f + k} f${sweep.f}`,
      stroke: `color-mix(in srgb,${second} ${(100 * (share - low)) / (high - low)}%,${first})`,
    });
  });
}
// --- end
for (const curve of data.curves) {
  const panel = (curve.plot = data.panels[curve.o.split("-")[0]]);
  curve.drawn = one("path.o" + curve.o);
  curve.path = segments(curve.drawn.getAttribute("d"), panel.w * panel.unit, panel.h * panel.unit, ...panel.from);
}
const slopes = (curve, x) => {
  const { d } = curve;
  if (!d) return [];
  if (typeof d == "string") {
    const other = data.curves.find((each) => each.o == d);
    return heights(other.path, x).map((side) => side && other.plot.up.value(side[0]));
  }
  // --- only with slopes
  const [line, units, low, high] = d;
  curve.rise ||= segments(line, units, units);
  return heights(curve.rise, x).map((side) => side && low + side[0] * (high - low));
  // --- end
};

// --- What is shown: a member of each family, and what has not been switched off.

const off = new Set();
const place = data.sliders.map((slider) => slider.start);
let step = 1;
const there = (part) => !part.classList.contains("k") || part.classList.contains("k" + step);
const seen = (curve) => !off.has(curve.e) && (curve.s < 0 || place[curve.s] == curve.v) && there(curve.drawn);
const show = () => {
  const visible = new Map();
  for (const curve of data.curves) visible.set(curve.o, seen(curve));
// --- only with sliders
  for (const sweep of data.sweeps) visible.set(sweep.o, false);
// --- end
  for (const [o, on] of visible) for (const part of all(".o" + o)) part.classList.toggle("off", !on);
// --- only with sliders
  data.sweeps.forEach((sweep) => {
    sweep.live.classList.toggle("off", off.has(sweep.e));
    sweep.words.textContent = sweep.n + data.sliders[sweep.s].values[place[sweep.s]];
  });
// --- end
  point();
};

// --- Reading: a place on one of the curves.

let now = null;
const marks = add("g", { class: "marks off" }, svg);
const cross = ["v", "h"].map((name) => add("path", { class: name }, marks));
const touch = add("path", { class: "t" }, marks);
const dots = [0, 1].map(() => add("circle", { r: 2.2 }, marks));
const rounded = (panel, x) => {
  const place = +panel.across.value(x).toPrecision(4);
  const [low, high] = [panel.x[0], panel.x[1]].sort((a, b) => a - b);
  return Math.min(Math.max(place, low), high);
};
function point() {
  if (now && !seen(now.on)) {
    const rest = data.curves.filter((curve) => seen(curve) && curve.plot == now.on.plot);
    now = rest.length ? { on: rest.find((curve) => curve.e == now.on.e) || rest[0], x: now.x } : null;
  }
  marks.classList.toggle("off", !now);
  if (!now) return void (read.textContent = hint);
  const curve = now.on, panel = curve.plot;
  const place = rounded(panel, now.x), x = panel.across.at(place);
  const sides = heights(curve.path, x), rise = slopes(curve, x);
  const both = (pair, decimals) =>
    [...new Set(pair.filter((v) => v !== undefined).map((v) => text(v, decimals)))].join(" | ") || "–";
  read.textContent = [
    `x = ${text(place)}`,
    `${curve.n}${curve.n.includes("=") ? ":" : " ="} ${both(sides.map((side) => side && panel.up.value(side[0])), panel.decimals)}`,
    ...(curve.d ? [`${data.derivative} = ${both(rise)}`] : []),
  ].join("   ");
  const across = panel.left + x * panel.w;
  const high = sides.map((side) => side && panel.top + (1 - side[0]) * panel.h);
  dots.forEach((dot, k) => {
    dot.classList.toggle("off", high[k] === undefined);
    if (high[k] !== undefined) set(dot, { cx: across, cy: high[k] });
  });
  set(cross[0], { d: `M${across} ${panel.top}v${panel.h}` });
  set(cross[1], { d: high[0] === undefined ? "" : `M${panel.left} ${high[0]}h${panel.w}` });
  set(touch, {
    d: sides.map((side, k) => {
      if (!side || !isFinite(side[1])) return "";
      const way = [panel.w, -side[1] * panel.h], long = 28 / Math.hypot(...way) * (k ? 1 : -1);
      return `M${across} ${high[k]}l${way[0] * long} ${way[1] * long}`;
    }).join(""),
  });
}
const choose = (event) => {
  const box = svg.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * data.w, y = ((event.clientY - box.top) / box.height) * data.h;
  const panel = data.panels.find((p) => x >= p.left - 4 && x <= p.left + p.w + 4 && y >= p.top - 9 && y <= p.top + p.h + 9);
  if (!panel) return;
  let share = Math.min(Math.max((x - panel.left) / panel.w, 0), 1), best = null;
  for (const curve of data.curves) {
    if (curve.plot != panel || !seen(curve)) continue;
    for (const side of heights(curve.path, panel.across.at(rounded(panel, share)))) {
      const away = side ? Math.abs(panel.top + (1 - side[0]) * panel.h - y) : 1e6;
      if (!best || away < best.far) best = { on: curve, far: away };
    }
  }
  if (!best) return;
  // --- only with jumps
  share = best.on.path.breaks.find((b) => Math.abs(b - share) * panel.w < 2) ?? share;
  // --- end
  now = { on: best.on, x: share };
  point();
};
plot.addEventListener("pointermove", choose);
plot.addEventListener("pointerdown", choose);
plot.addEventListener("keydown", (event) => {
  const shown = data.curves.filter(seen);
  if (!shown.length || event.ctrlKey || event.metaKey || event.altKey) return;
  const before = now;
  now ||= { on: shown[0], x: 0.5 };
  const step = event.shiftKey ? 0.1 : 0.01, index = shown.indexOf(now.on);
  const turn = (by) => (now = { on: shown[(index + by + shown.length) % shown.length], x: now.x });
  const go = (by) => {
    let next = now.x + by;
    // --- only with jumps
    next = now.on.path.breaks.find((b) => Math.abs(b - now.x) > 1e-6 && (b - now.x) * (b - next) < 0) ?? next;
    // --- end
    now.x = Math.min(Math.max(next, 0), 1);
  };
  const keys = {
    ArrowRight: () => before && go(step), ArrowLeft: () => before && go(-step),
    ArrowUp: () => before && turn(-1), ArrowDown: () => before && turn(1),
    Home: () => (now.x = 0), End: () => (now.x = 1), Escape: () => (now = null),
  };
  if (!keys[event.key]) return void (now = before);
  keys[event.key]();
  event.preventDefault();
  point();
});

// --- Controls.

// --- only with sliders
data.sliders.forEach((slider, k) => {
  const input = all("input")[k];
  const moved = () => {
    place[k] = +input.value;
    set(input, { "aria-valuetext": slider.values[place[k]] });
    input.nextElementSibling.textContent = slider.values[place[k]];
    show();
  };
  input.addEventListener("input", moved);
  input.value = slider.start;
  place[k] = slider.start;
  input.nextElementSibling.textContent = slider.values[slider.start];
});
// --- end
// --- only with steps
const steps = all(".steps button");
const go = (to) => {
  step = to;
  steps.forEach((button, k) => set(button, { "aria-pressed": k + 1 == step }));
  all(".k").forEach((part) => part.classList.toggle("out", !there(part)));
  show();
};
steps.forEach((button, k) => button.addEventListener("click", () => go(k + 1)));
// --- end
all(".keys button").forEach((button, k) =>
  button.addEventListener("click", () => {
    off.has(k) ? off.delete(k) : off.add(k);
    set(button, { "aria-pressed": !off.has(k) });
    show();
  }),
);
// What is seen, with the colours in which it is seen, as a file of its own.
const copied = () => {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, k) => {
    const look = getComputedStyle(element);
    if (element == marks || (look.display == "none" && !element.closest("defs,clipPath,linearGradient"))) return to[k].remove();
    for (const name of ["fill", "stroke", "stroke-dasharray"])
      if (element.hasAttribute(name) || element.classList.contains("c")) set(to[k], { [name]: look.getPropertyValue(name) });
  });
  set(copy, { xmlns: NS, width: data.w + "pt", height: data.h + "pt", fill: getComputedStyle(svg).fill });
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
};
const save = (blob, suffix) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = data.name + suffix;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
};
one(".svg").addEventListener("click", () => save(copied(), ".svg"));
one(".png").addEventListener("click", () => {
  const image = new Image(), url = URL.createObjectURL(copied());
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(data.w * data.zoom);
    canvas.height = Math.round(data.h * data.zoom);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => save(blob, ".png"));
  };
  image.src = url;
});
// --- only with sliders
for (const sweep of data.sweeps) {
  sweep.live = one("." + sweep.l);
  sweep.words = sweep.live.querySelector("text");
}
// --- end
me.classList.add("live");
// --- only with steps
go(1);
// --- end
show();
