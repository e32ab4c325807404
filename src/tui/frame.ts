// SPDX-License-Identifier: MIT
import { cut, displayWidth } from "../text/display-width.ts";
import { type Look, type Paint, paint } from "../text/look.ts";
import { headerLines } from "./header.ts";
import { keyLine } from "./keys.ts";
import { isTooSmall, LEAST } from "./least-size.ts";
import { overlayLines } from "./overlay.ts";
import type { Message, State } from "./state.ts";
import type { Area, Strokes } from "./tab.ts";
import { TABS, tabOf } from "./tabs/tabs.ts";
import { timeLeft } from "./time-left.ts";

/** Header, tabs and rule above the body; message and keys below it. */
const AROUND = 6;

/** The whole screen, line by line: as many lines as it has rows, none wider than it is. */
export function frame(state: State, look: Look, strokes: Strokes): readonly string[] {
  const { columns, rows } = state.size;
  const area: Area = { rows: rows - AROUND, look: { ...look, columns }, strokes };
  if (isTooSmall(state.size)) return tooSmall(state);
  const body = state.overlay === null ? tabOf(state.tab).body(state, area) : overlayLines(state, state.overlay, area);
  return [
    ...headerLines(state, area),
    tabLine(state, area.look),
    paint(area.look, "quiet", strokes.line.repeat(columns)),
    ...Array.from({ length: area.rows }, (_, row) => body[row] ?? ""),
    messageLine(state, area.look),
    keyLine(state, area.look),
  ];
}

/** Even there the one thing that counts has room. */
function tooSmall(state: State): readonly string[] {
  const { columns, rows } = state.size;
  const [left = ""] = timeLeft(state)
    .text.replace(/^roughly /u, "~")
    .split(", ");
  const lines = [left, `too small: ${columns}x${rows}`, `needs ${LEAST.columns}x${LEAST.rows}`, "q quits"];
  return lines.slice(0, rows).map((line) => cut(line, columns, ""));
}

/** The chosen one in brackets, too, for those who see no bold. Where there is no room for all names, the others are numbers. */
function tabLine({ tab }: State, look: Look): string {
  const full = TABS.map(({ title }, index) => `${index + 1} ${title}`);
  const isWide = full.reduce((sum, name) => sum + name.length + 2, 1) <= look.columns;
  const names = TABS.map(({ id }, index) => {
    const name = (isWide || id === tab ? full[index] : undefined) ?? String(index + 1);
    return id === tab ? paint(look, "heading", `[${name}]`) : ` ${paint(look, "quiet", name)} `;
  });
  return ` ${names.join("")}`;
}

/** Narrower, and a sentence needs the whole line. */
const WIDE = 110;

/** What is being done, typed or said; on the right what the screen itself costs. */
function messageLine(state: State, look: Look): string {
  const [style, text] = saying(state);
  const cost = text === "" || look.columns >= WIDE ? costText(state) : "";
  const room = look.columns - 3 - displayWidth(cost);
  const left = cut(text, room, look.signs.ellipsis);
  return ` ${style === null ? left : paint(look, style, left)}${" ".repeat(Math.max(1, room - displayWidth(left) + 1))}${paint(look, "quiet", cost)}`;
}

const STYLES: Readonly<Record<Message["kind"], Paint>> = { good: "good", attention: "attention", bad: "bad" };

function saying({ typing, busy, awaited, message, lists, tab, resting }: State): readonly [Paint | null, string] {
  if (resting) return ["attention", "Resting, as nobody looks: any key goes on."];
  if (typing !== null) return [null, `/${typing}_`];
  if (busy !== null) return ["accent", `${busy} ...`];
  if (awaited !== null) return ["accent", `Looking at what ${awaited.profile} would change ...`];
  if (message !== null) return [STYLES[message.kind], message.text];
  const { filter } = lists[tab];
  return filter === "" ? [null, ""] : ["attention", `Only rows with "${filter}": Esc shows all.`];
}

function costText({ cost, simulated }: State): string {
  if (cost === null) return "";
  // The simulated laptop lives in the same process.
  return `${simulated === null ? "this screen" : "screen and simulation"}: ${cost.cpuPercent.toFixed(1)} % CPU, ${Math.round(cost.memoryMb)} MB`;
}
