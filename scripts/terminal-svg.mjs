// SPDX-License-Identifier: MIT
// Draws what stands on a terminal as SVG: text as text, blocks and braille as shapes, so that no font decides how it looks.

/** A cell in pixels: braille's dots, two by four, then stand in a square grid. */
const CELL = { width: 8, height: 16 };
const DOT = 4;
const MARGIN = 16;
const BAR = 30;

const PAPER = "#14181f";
const INK = "#d3d9e3";
/** The 16 colours of a terminal's theme. */
const THEME = [
  ...["#14181f", "#f2777a", "#8fd694", "#ffcc66", "#6ea8fe", "#d6a0f0", "#6cd4d9", "#d3d9e3"],
  ...["#7d8796", "#ff9a9c", "#aef0b2", "#ffdc99", "#9cc4ff", "#e8c4fa", "#98ecf0", "#ffffff"],
];

/** `rows`: lists of cells `{ text, ink, paper, bold }`, colours as hex or null for the paper's own. */
export function terminalSvg(rows, { title, about }) {
  const columns = Math.max(...rows.map((row) => row.length));
  const width = columns * CELL.width + 2 * MARGIN;
  const height = rows.length * CELL.height + BAR + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title about">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="about">${escaped(about)}</desc>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${PAPER}" stroke="#38404d"/>`,
    `<text x="${width / 2}" y="20" text-anchor="middle" font-family="system-ui, sans-serif" font-size="12" fill="#7d8796">${escaped(title)}</text>`,
    `<g transform="translate(${MARGIN} ${BAR})" font-family="ui-monospace, 'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace" font-size="13.3">`,
    ...rows.flatMap((row, index) => [...papers(row, index), ...shapes(row, index), ...texts(row, index)]),
    ...dots(rows),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** One cell of xterm's buffer. */
export function cellOf(cell) {
  const ink = cell.isFgPalette() ? THEME[cell.getFgColor()] : INK;
  const paper = cell.isBgPalette() ? THEME[cell.getBgColor()] : null;
  const look = cell.isInverse() ? { ink: paper ?? PAPER, paper: ink } : { ink, paper };
  return { text: cell.getChars() || " ", bold: cell.isBold() !== 0, ...look };
}

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const x = (column) => column * CELL.width;
const y = (row) => row * CELL.height;

/** Neighbours of which `key` says the same, as `{ from, cells, key }`; cells without a key are left out. */
function runs(row, key) {
  const found = [];
  for (const [column, cell] of row.entries()) {
    const own = key(cell);
    const last = found.at(-1);
    if (last !== undefined && last.key === own) last.cells.push(cell);
    else found.push({ from: column, cells: [cell], key: own });
  }
  return found.filter((run) => run.key !== null);
}

const rect = (column, top, cells, height, fill) =>
  `<rect x="${x(column)}" y="${top}" width="${x(cells)}" height="${height}" ${fill}/>`;

const papers = (row, index) =>
  runs(row, ({ paper }) => paper).map(({ from, cells, key }) =>
    rect(from, y(index), cells.length, CELL.height, `fill="${key}" rx="2"`),
  );

/** Blocks and lines: where in the cell, how high, how dense. */
const SHAPES = {
  "█": { top: 2, height: 12, opacity: 1 },
  "░": { top: 2, height: 12, opacity: 0.2 },
  "▄": { top: 8, height: 8, opacity: 1 },
  "─": { top: 8, height: 1, opacity: 0.6 },
};

const shapes = (row, index) =>
  runs(row, ({ text, ink }) => (text in SHAPES ? `${text} ${ink}` : null)).map(({ from, cells, key }) => {
    const [text, ink] = key.split(" ");
    const { top, height, opacity } = SHAPES[text];
    return rect(from, y(index) + top, cells.length, height, `fill="${ink}" opacity="${opacity}"`);
  });

const isText = ({ text }) => text !== " " && !(text in SHAPES) && !isBraille(text);

/** One element for each run of one style; its length is told, so that it is as wide in every font. */
function texts(row, index) {
  const inner = row.map((cell, column) => ({
    ...cell,
    isPart:
      isText(cell) || (cell.text === " " && [row[column - 1], row[column + 1]].every((one) => one !== undefined && isText(one))),
  }));
  return runs(inner, ({ isPart, ink, bold }) => (isPart ? `${ink}${bold ? " bold" : ""}` : null)).map(({ from, cells, key }) => {
    const [ink, bold] = key.split(" ");
    const text = escaped(cells.map((cell) => cell.text).join(""));
    const weight = bold === undefined ? "" : ' font-weight="bold"';
    return `<text x="${x(from)}" y="${y(index) + 12}" textLength="${x(cells.length)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="${ink}"${weight}>${text}</text>`;
  });
}

const BRAILLE = 0x2800;
const isBraille = (text) => text.codePointAt(0) >= BRAILLE && text.codePointAt(0) < BRAILLE + 256;

/** The bits of the dots, by row and column (Unicode, "Braille Patterns"). */
const BITS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

/** All dots of one colour are one path: a dotted line for each unbroken run. */
function dots(rows) {
  const paths = new Map();
  for (const [index, row] of rows.entries())
    for (const [line, bits] of BITS.entries())
      for (const { from, cells, key } of runs(dotsOf(row, bits), (ink) => ink)) {
        const start = `M${from * DOT + DOT / 2} ${y(index) + line * DOT + DOT / 2}h${(cells.length - 1) * DOT + 0.01}`;
        paths.set(key, `${paths.get(key) ?? ""}${start}`);
      }
  return [...paths].map(
    ([ink, path]) =>
      `<path d="${path}" fill="none" stroke="${ink}" stroke-width="2.6" stroke-linecap="round" stroke-dasharray="0 ${DOT}"/>`,
  );
}

/** The dots of one line of a row, from left to right: their colour, or null. */
const dotsOf = (row, bits) =>
  row.flatMap(({ text, ink }) =>
    bits.map((bit) => (isBraille(text) && ((text.codePointAt(0) - BRAILLE) & bit) !== 0 ? ink : null)),
  );
