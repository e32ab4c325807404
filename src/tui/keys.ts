// SPDX-License-Identifier: MIT
import { cut } from "../text/display-width.ts";
import { type Look, paint } from "../text/look.ts";
import { tableLines } from "../text/table.ts";
import type { Overlay, State } from "./state.ts";
import type { KeyHelp } from "./tab.ts";
import { TABS, tabOf } from "./tabs/tabs.ts";

/** The keys that do the same on every tab. */
export const KEYS: readonly KeyHelp[] = [
  { key: "Tab", short: "", about: "the next tab; Shift-Tab the one before, 1 to 7 by number" },
  { key: "o", short: "on/off", about: "turn travel mode on (the usual profile) or off" },
  { key: "w", short: "Wi-Fi", about: "turn Wi-Fi on or off by hand; it is yours then" },
  { key: "b", short: "Bluetooth", about: "turn Bluetooth on or off by hand; it is yours then" },
  { key: "[ ]", short: "brightness", about: "the screen darker or brighter by hand; it is yours then" },
  { key: "u", short: "undo", about: "undo what the last key did" },
  { key: "/", short: "", about: "show only rows that contain what is typed; Esc shows all again" },
  { key: "s", short: "", about: "sort by the next column" },
  { key: "r", short: "", about: "look again now" },
  { key: "p", short: "", about: "let the display stand still, or go on" },
  { key: "?", short: "help", about: "this help" },
  { key: "q", short: "quit", about: "leave; travel mode stays as it is" },
];

/** What the simulated laptop adds. */
const CHARGER: KeyHelp = { key: "c", short: "charger", about: "pull the simulated laptop's charger, or put it in" };

/** What a journey adds. */
const ARRIVAL: KeyHelp = { key: "+ -", short: "arrival", about: "the journey's arrival a quarter of an hour later or earlier" };

export const keysFor = (state: State): readonly KeyHelp[] => [...tabOf(state.tab).keys, ...extraKeys(state), ...KEYS];

const extraKeys = ({ simulated, seen }: State): readonly KeyHelp[] => [
  ...(simulated === null ? [] : [CHARGER]),
  ...(seen?.wishes.trip == null ? [] : [ARRIVAL]),
];

/** The last line: the tab's own keys first, then as many as fit; help and quit are always among them. */
export function keyLine(state: State, look: Look): string {
  const shown = state.overlay === null ? keysFor(state).filter(({ short }) => short !== "") : OVERLAY_KEYS[state.overlay.kind];
  const always = shown.filter(({ key }) => key === "?" || key === "q");
  const width = ({ key, short }: Shown): number => key.length + short.length + GAP.length + 1;
  let room = look.columns - 1 - always.reduce((sum, one) => sum + width(one), 0);
  const fitting = shown.filter((one) => {
    room -= always.includes(one) ? 0 : width(one);
    return !always.includes(one) && room >= 0;
  });
  const phrases = [...fitting, ...always].map(
    ({ key, short }) => `${paint(look, "heading", key)} ${paint(look, "quiet", short)}`,
  );
  return ` ${phrases.join(GAP)}`;
}

type Shown = Pick<KeyHelp, "key" | "short">;

const GAP = "  ";
const SCROLLS: Shown = { key: "Up Down", short: "scroll" };
const CLOSES: Shown = { key: "Esc", short: "close" };

const OVERLAY_KEYS: Readonly<Record<Overlay["kind"], readonly Shown[]>> = {
  help: [SCROLLS, CLOSES],
  diff: [{ key: "Enter", short: "go on" }, SCROLLS, CLOSES],
  question: [
    { key: "y", short: "turn it off" },
    { key: "n", short: "keep it" },
  ],
  end: [{ key: "Enter", short: "end it" }, CLOSES],
  leave: [
    { key: "y", short: "yes" },
    { key: "n", short: "no" },
  ],
};

/** All keys in sentences, those of every tab under its name. */
export function helpLines(state: State, look: Look): readonly string[] {
  const rows = (keys: readonly KeyHelp[]): readonly string[] =>
    tableLines(
      [{}, { gives: 1, wraps: true }],
      keys.map(({ key, about }) => [key, about]),
      look,
    );
  const tabs = TABS.filter(({ keys }) => keys.length > 0).flatMap(({ title, keys }) => [
    `  ${paint(look, "heading", title)}`,
    ...rows(keys),
  ]);
  const everywhere = [...extraKeys(state), ...KEYS];
  return [
    `  ${paint(look, "heading", "Keys")}  ${cut("Down scrolls, any other key closes this.", look.columns - 8, "")}`,
    ...rows(everywhere),
    ...tabs,
  ];
}
