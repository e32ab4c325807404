// SPDX-License-Identifier: MIT
import type { Change, Plan } from "../../engine/report.ts";
import type { Profile } from "../../profile/profile.ts";
import { clean, cut, wrap } from "../../text/display-width.ts";
import { expectedSentence, guessedSentence, savedBy } from "../../text/expected-saving.ts";
import { type Look, paint } from "../../text/look.ts";
import type { Step } from "../events.ts";
import { planBody } from "../plan-lines.ts";
import type { State } from "../state.ts";
import { awaitPlan, switchTo } from "../switching.ts";
import type { Area, Tab } from "../tab.ts";
import { chosenRow, listLines, rowIds, type Table } from "../widgets/list.ts";

/** "Normal settings (off)", then each profile with what it would change on this machine. */
export const profilesTab: Tab = {
  id: "profiles",
  title: "Profiles",
  keys: [
    {
      key: "Enter",
      short: "switch",
      about: "switch to the chosen profile; one that turns a radio off shows first what it would change",
    },
    { key: "d", short: "diff", about: "show what the chosen profile would change, as travelmode on --dry-run does" },
  ],
  columns: () => 3,
  rows: (state) => rowIds(tableOf(state), state.lists.profiles),
  body,
  onKey,
};

interface Row {
  /** null: off. */
  readonly profile: Profile | null;
  readonly name: string;
  readonly active: boolean;
  readonly says: string;
}

function tableOf(state: State): Table<Row> {
  const { choice, seen } = state;
  const active = seen?.mode === "on" ? seen.profile : null;
  const off: Row = { profile: null, name: "Normal settings (off)", active: seen?.mode === "off", says: offSays(state) };
  const profiles = (choice?.profiles ?? []).map((profile) => ({
    profile,
    name: profile.name,
    active: profile.name === active,
    says: saying(state, profile),
  }));
  return {
    id: ({ name }) => name,
    columns: [
      { title: "", cell: ({ active: is }) => (is ? { text: "*", paint: "good" } : " ") },
      { title: "Profile", cell: ({ name }) => name },
      { title: "Here it would change", gives: 1, cell: ({ says }) => says },
    ],
    rows: [off, ...profiles],
  };
}

function offSays({ seen }: State): string {
  if (seen === null) return "";
  if (seen.mode === "off") return "in force: every setting has its own value";
  const count = seen.settings.filter(
    ({ owner, role, original, now }) => owner === "ours" && role === "turned" && original !== now,
  ).length;
  return `put back ${count === 1 ? "1 setting" : `${count} settings`}`;
}

function saying({ plans, seen }: State, { name }: Profile): string {
  if (seen?.mode === "on" && seen.profile === name) return "in force";
  const plan = plans[name];
  if (plan === undefined) return "looking";
  if (plan === null) return "that cannot be told just now";
  const phrases = shortPhrases(plan);
  return phrases.length === 0 ? "nothing: all is so already" : phrases.join(", ");
}

/** The big ones first, then how many small ones. */
function shortPhrases({ changes, questions }: Plan): readonly string[] {
  const all = [...changes, ...questions.map(({ change }) => change)];
  const big = new Map(all.filter(({ minor, kind }) => !minor && kind === "apply").map(({ title, shown }) => [title, shown.to]));
  const named = [...big]
    .toSorted(([one], [other]) => weight(one) - weight(other))
    .map(([title, to]) => `${SHORT[title] ?? title} ${to}`);
  const rest = new Set(all.filter(({ title }) => !big.has(title)).map(({ title }) => title)).size;
  return rest > 0 ? [...named, `${rest} more`] : named;
}

/** What a traveller notices comes first. */
const NOTICED = ["Screen brightness", "Wi-Fi", "Bluetooth", "Mobile data"];
const weight = (title: string): number => (NOTICED.includes(title) ? NOTICED.indexOf(title) : NOTICED.length);
const SHORT: Readonly<Record<string, string>> = {
  "Screen brightness": "screen",
  "CPU energy preference": "CPU",
  "CPU governor": "governor",
  "CPU boost": "boost",
  "Platform profile": "platform",
};

function body(state: State, area: Area): readonly string[] {
  const table = tableOf(state);
  const listRows = Math.min(table.rows.length + 1, Math.max(5, area.rows - DETAIL_ROWS));
  const list = listLines(table, state.lists.profiles, { ...area, rows: listRows });
  const detail = detailLines(state, chosenRow(table, state.lists.profiles), area.look);
  return [...list, ...brokenLines(state, area.look), "", ...detail].slice(0, area.rows);
}

const DETAIL_ROWS = 9;

const brokenLines = ({ choice }: State, look: Look): readonly string[] =>
  (choice?.broken ?? []).map((name) =>
    paint(
      look,
      "bad",
      cut(`  ! ${clean(name)} cannot be used: travelmode profiles check ${clean(name)}`, look.columns, look.signs.ellipsis),
    ),
  );

function detailLines(state: State, row: Row | undefined, look: Look): readonly string[] {
  if (row === undefined) return [];
  if (row.profile === null)
    return wrap(
      "Every setting gets back the value that it had before travel mode; what you changed meanwhile stays yours.",
      look.columns - 4,
    ).map((line) => `  ${line}`);
  const plan = state.plans[row.profile.name];
  const usual = row.profile.name === state.choice?.usual ? " (what `travelmode on` means)" : "";
  const savings = state.choice?.savings ?? [];
  const known = savedBy(savings, row.profile.wishes);
  const changes = row.active ? held(state) : (plan?.changes ?? []);
  const expected = expectedSentence(changes, known) || guessedSentence(savings, row.profile.name);
  return [
    `  ${paint(look, "heading", clean(row.profile.title))}${usual}`,
    ...wrap(expected, look.columns - 4).map((line) => `  ${line}`),
    ...(plan == null || row.active ? [] : planBody(plan, look, known)),
  ];
}

/** What is held by the profile in force, as the changes that it once was. */
const held = ({ seen }: State): readonly Pick<Change, "knob" | "kind" | "minor">[] =>
  (seen?.settings ?? [])
    .filter(({ owner, role, original, value }) => owner === "ours" && role === "turned" && original !== value)
    .map(({ knob, minor }) => ({ knob, minor, kind: "apply" }));

function onKey(state: State, key: string): Step | null {
  const row = chosenRow(tableOf(state), state.lists.profiles);
  if (row === undefined || (key !== "enter" && key !== "d")) return null;
  const name = row.profile?.name ?? null;
  if (key === "enter") return switchTo(state, name);
  return name === null ? null : awaitPlan(state, { profile: name, next: "show" });
}
