// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../engine/engine.ts";
import type { Plan, SkipKind } from "../engine/report.ts";
import type { Interest, Knob, KnobId, Setting, SettingId, Way, Wish } from "../knobs/knob.ts";
import type { Files, Machine } from "../machine/doors.ts";
import type { RawText, Reading } from "../machine/reading.ts";
import { quoteIfNeeded } from "../shell-words.ts";
import { merged } from "../text/change-table.ts";
import type { Tunable, TunableState } from "./tunable.ts";
import { asTyped, typedFor } from "./typed-value.ts";

/** What is known of all settings beside their values: it is the engine's, which judges them. */
export interface TunableContext {
  /** What the profile in force would do now, or the one that `travelmode on` means; empty for a journey without a profile, whose wishes are held. */
  readonly plan: Plan;
  /** Its wishes, and a journey's. */
  readonly wishes: Readonly<Record<KnobId, Wish>>;
  /** What a journey would turn next. */
  readonly later: Readonly<Record<KnobId, Wish>>;
  readonly journal: readonly SettingStatus[];
  readonly leave: readonly (KnobId | SettingId)[];
}

/** Finds and reads every setting there is, and tells how it stands; those of one knob that stand alike are one row. Changes nothing. */
export async function readTunables(
  machine: Machine,
  knobs: readonly Knob[],
  context: TunableContext,
): Promise<readonly Tunable[]> {
  const rows = await Promise.all(knobs.map((knob) => readKnob(machine, knob, context)));
  return rows.flatMap(alike);
}

/** Places that differ in nothing but their files are one row, with the line for the first of them. */
function alike(rows: readonly Tunable[]): readonly Tunable[] {
  return merged(rows.map((row) => ({ ...row, line: null }))).map((row) => ({
    ...row,
    line: rows.find(({ now, state, wanted }) => now === row.now && state === row.state && wanted === row.wanted)?.line ?? null,
  }));
}

async function readKnob(machine: Machine, knob: Knob, context: TunableContext): Promise<readonly Tunable[]> {
  const { settings, missing } = await knob.find(machine, interestIn(knob, context));
  if (settings.length === 0) return [missingRow(knob, missing ?? "there is none here")];
  const read = await Promise.all(settings.map(async (setting) => ({ knob, setting, reading: await setting.read() })));
  return read.filter((found) => !isGone(found)).map((found) => tunable(found, context, machine.files));
}

/** Whether a keeper is there, the plan knows. */
const interestIn = ({ id }: Knob, { wishes, journal }: TunableContext): Interest => ({
  wish: wishes[id],
  journaled: journal.flatMap(({ knob, setting }) => (knob === id ? [setting] : [])),
  watched: true,
});

/** A program that was held, and has ended. */
const isGone = ({ setting, reading }: Found): boolean => setting.mortal === true && reading.kind === "absent";

interface Found {
  readonly knob: Knob;
  readonly setting: Setting;
  readonly reading: Reading<RawText>;
}

const about = ({ id, title, about: text, risk }: Knob) => ({
  knob: id,
  title,
  about: text.split(/\n{2,}/u)[0] ?? "",
  risky: risk === "risky",
});

const NOTHING = {
  now: null,
  original: null,
  wanted: null,
  held: false,
  needsRoot: false,
  leftForGood: false,
  typedNow: null,
  typedWanted: null,
  line: null,
} as const;

const missingRow = (knob: Knob, why: string): Tunable => ({ ...about(knob), ...NOTHING, place: "", state: "locked", why });

function tunable(found: Found, context: TunableContext, files: Files): Tunable {
  const { knob, setting, reading } = found;
  const now = reading.kind === "value" ? reading.value : null;
  const entry = context.journal.find((one) => one.setting === setting.id);
  const leftForGood = context.leave.includes(knob.id) || context.leave.includes(setting.id);
  const [state, why] = standing(found, context, { entry, leftForGood });
  const wish = context.wishes[knob.id];
  const wanted = now === null || wish === undefined ? null : wantedRaw(setting, wish, now);
  const held = state === "saving" && entry?.owner === "ours" && entry.role === "turned" && entry.state === "held";
  return {
    ...about(knob),
    ...{ place: setting.place, state, why, held, leftForGood },
    now: now === null ? null : setting.show(now),
    original: entry?.original ?? null,
    wanted: wanted === null ? (entry?.value ?? null) : setting.show(wanted),
    needsRoot: !setting.ways.some((way) => way.kind !== "file" || files.writable(way.path)),
    typedNow: now === null ? null : asTyped(knob, setting, now),
    typedWanted: wish === undefined ? null : typedFor(knob, { setting, wish }, { now, wanted }),
    line: lineFor(setting, wanted),
  };
}

interface Known {
  readonly entry: SettingStatus | undefined;
  readonly leftForGood: boolean;
}

/** The journal tells what is whose, the plan tells the rest: there is no judgement here. */
function standing(found: Found, context: TunableContext, { entry, leftForGood }: Known): readonly [TunableState, string | null] {
  const { knob, setting, reading } = found;
  if (reading.kind === "error") return ["unread", `cannot be read (${reading.code})`];
  if (entry?.owner === "yours" || entry?.state === "changed") return ["yours", "you changed it; travel mode leaves it"];
  if (setting.heldBy !== undefined) return ["left alone", setting.heldBy];
  if (entry?.state === "held" && entry.role === "turned") return ["saving", leftForGood ? LEFT_LATER : null];
  if (leftForGood) return ["left alone", "by your configuration"];
  const wish = context.wishes[knob.id];
  const isMeant = wish !== undefined && (reading.kind !== "value" || setting.encode(wish, reading.value).kind !== "not meant");
  return isMeant ? planned(setting, context.plan) : ["left alone", whyUnwished(knob, context)];
}

const whyUnwished = ({ id }: Knob, { later }: TunableContext): string =>
  later[id] === undefined ? "no wish of the profile" : LATER;

const LATER = "not needed yet: the journey turns it if it has to save more";

const LEFT_LATER = "left alone from the next time that travel mode is turned on";

function planned(setting: Setting, { questions, changes, skips }: Plan): readonly [TunableState, string | null] {
  if (questions.some(({ change }) => change.setting === setting.id)) return ["in use", "in use: you would be asked"];
  if (changes.some((change) => change.setting === setting.id)) return ["could save", null];
  const skip = skips.find((one) => one.knob === setting.knob && (one.place === setting.place || one.place === ""));
  return skip === undefined ? ["saving", null] : [SKIPS[skip.kind], skip.kind === "rights" ? null : skip.why];
}

const SKIPS: Readonly<Record<SkipKind, TunableState>> = {
  same: "saving",
  left: "saving",
  yours: "yours",
  "in-use": "in use",
  protected: "left alone",
  owned: "left alone",
  unavailable: "locked",
  rights: "could save",
  failed: "unread",
};

function wantedRaw(setting: Setting, wish: Wish, now: RawText): RawText | null {
  const encoded = setting.encode(wish, now);
  return encoded.kind === "to" ? encoded.raw : encoded.kind === "leave" ? now : null;
}

/** For reading and copying; nobody here hands it to a shell. */
function lineFor({ ways }: Setting, wanted: RawText | null): string | null {
  const [way] = ways;
  return way === undefined || wanted === null ? null : shellLine(way, wanted);
}

function shellLine(way: Way, raw: RawText): string {
  if (way.kind === "file") return `echo ${quoteIfNeeded(raw)} | sudo tee ${quoteIfNeeded(way.path)}`;
  if (way.kind === "signal") return `kill -${way.signal(raw).slice(3)} ${way.process.pid}`;
  return way.command(raw).map(quoteIfNeeded).join(" ");
}
