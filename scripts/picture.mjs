// SPDX-License-Identifier: MIT
// Makes docs/screen.svg: the Overview on the simulated laptop, an hour on battery, half of it with travel mode. `npm run picture`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cellOf, terminalSvg } from "./terminal-svg.mjs";

const root = join(import.meta.dirname, "..");
const { KEYS, openTui } = await import(join(root, "build/test/tui/terminal/program.js"));

const SIZE = { columns: 100, rows: 30 };
const closers = [];
const tui = await openTui({ after: (close) => closers.push(close) }, SIZE);
try {
  await journey();
  const rows = Array.from({ length: SIZE.rows }, (_, row) =>
    Array.from({ length: SIZE.columns }, (_cell, column) => cellOf(tui.cell(row, column))),
  );
  const about = `The screen of travelmode in a terminal: ${tui.screen()[0]?.trim()}; ${tui.screen()[1]?.trim().replace(/ {2,}/g, "; ")}.`;
  writeFileSync(join(root, "docs/screen.svg"), terminalSvg(rows, { title: "travelmode", about }));
} finally {
  for (const close of closers) await close();
}

/** A traveller's hour: normal settings for a while, then `flight`, and the screen a little brighter than it has it. */
async function journey() {
  await tui.sees("Normal settings", "q quit");
  await pass(18);
  await tui.press("o", "What flight would change here");
  await tui.press(KEYS.enter, "Travel mode: flight");
  await pass(12);
  await tui.press("]", "By hand: Screen brightness 45 %");
  await pass(26);
  await tui.press("1", "Yours", (text) => !text.includes("By hand"));
}

/**
 * Minutes of the laptop's time, in steps that leave no gap in the graph: 20 of its seconds pass in one by themselves. It takes longer than the minute
 * over which the screen tells its own cost, so that starting is not in it any more.
 */
async function pass(minutes) {
  for (let second = 0; second < minutes * 60; second += 40) {
    tui.laptop.advance(20);
    await new Promise((later) => setTimeout(later, 1000));
  }
}
