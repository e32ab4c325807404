// SPDX-License-Identifier: MIT

/** The middle one of some numbers; null where there are none. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/**
 * A markdown table of medians and their ratio to the first row's. `rows`: `{ name, times, aim }`, times in ms, aim as a ratio
 * (none: left out of the judgement).
 */
export function table(rows) {
  const base = median(rows[0].times);
  const lines = rows.map(({ name, times, aim }) => {
    const time = median(times);
    const ratio = time / base;
    const verdict = aim === undefined ? "" : `${aim.toFixed(1)} ${ratio <= aim ? "met" : "missed"}`;
    return [`\`${name}\``, time.toFixed(0), ratio.toFixed(2), verdict];
  });
  return format([["command", "median, ms", `times ${rows[0].name}`, "aim"], ...lines]);
}

function format([head, ...lines]) {
  const widths = head.map((title, column) =>
    Math.max(...[title, ...lines.map((line) => line[column])].map((cell) => cell.length)),
  );
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  const row = (cells) => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [row(head), row(rule), ...lines.map(row)].join("\n");
}
