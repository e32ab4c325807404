// SPDX-License-Identifier: MIT
import { createHash } from "node:crypto";
import * as v from "valibot";
import type { SettingId, Wish } from "../knobs/knob.ts";
import { type RawText, rawText } from "../machine/reading.ts";
import type { Profile } from "../profile/profile.ts";
import type { Entry } from "./entry.ts";

/** The durable record of travel mode: on disk before the first write, gone after the last value is back. */
export interface Journal extends Session {
  readonly entries: readonly Entry[];
}

/** What holds for all entries. */
export interface Session {
  /** `ending`: everything is on its way back. */
  readonly mode: "on" | "ending";
  readonly profile: Profile;
  /** /proc/sys/kernel/random/boot_id when it was written. */
  readonly bootId: string;
  readonly sinceMs: number;
  /** What the caller asked to leave alone. */
  readonly leave: readonly string[];
  /** The charge when it was switched on; null where unknown. */
  readonly start: { readonly percent: number | null; readonly energyWh: number | null };
}

/** A journal as it was found: what is readable of it, and sentences about what is not. */
export interface ReadJournal {
  readonly journal: Journal | null;
  readonly damage: readonly string[];
}

/**
 * One JSON line for the session, one for each entry, one that counts them; each behind the first 16 digits of its SHA-256,
 * so that a torn or edited file still gives back every line that is whole.
 */
export function formatJournal(journal: Journal): string {
  const { entries, ...session } = journal;
  const lines = [
    { travelmode: 1, ...session },
    ...entries.map((entry) => ({ boot: journal.bootId, ...entry })),
    { count: entries.length },
  ];
  return lines
    .map((line) => JSON.stringify(line))
    .map((json) => `${checksum(json)} ${json}\n`)
    .join("");
}

/** Reads what `formatJournal` wrote. Without its first line, the session is taken to be ending: what is readable is put back. */
export function parseJournal(text: string): ReadJournal {
  const lines = text.split("\n").filter((line) => line !== "");
  const records = lines.map(parseLine);
  const session = records.flatMap((record) => (record.kind === "session" ? [record.session] : []))[0];
  const entries = records.flatMap((record) => (record.kind === "entry" ? [record] : []));
  const bootId = session?.bootId ?? entries[0]?.boot;
  const damage = damageOf(records, entries.length, session !== undefined);
  if (bootId === undefined) return { journal: null, damage };
  return { journal: { ...(session ?? unknownSession(bootId)), entries: entries.map(({ entry }) => entry) }, damage };
}

const checksum = (json: string): string => createHash("sha256").update(json).digest("hex").slice(0, 16);

type Line =
  | { readonly kind: "session"; readonly session: Session }
  | { readonly kind: "entry"; readonly entry: Entry; readonly boot: string }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "damaged" };

function parseLine(line: string): Line {
  const json = line.slice(17);
  if (line.slice(0, 17) !== `${checksum(json)} `) return { kind: "damaged" };
  const parsed = v.safeParse(LINE, parseJson(json));
  return parsed.success ? parsed.output : { kind: "damaged" };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function damageOf(records: readonly Line[], entryCount: number, hasSession: boolean): readonly string[] {
  const damaged = records.filter(({ kind }) => kind === "damaged").length;
  const expected = records.flatMap((record) => (record.kind === "count" ? [record.count] : []))[0];
  return [
    ...(hasSession ? [] : ["its first line is damaged: the profile is unknown"]),
    ...(damaged > 0 ? [`${damaged} of its ${records.length} lines cannot be read`] : []),
    ...(expected === undefined ? ["its last line is missing"] : []),
    ...(expected !== undefined && expected > entryCount ? [`${expected - entryCount} saved values are lost`] : []),
  ];
}

const unknownSession = (bootId: string): Session => ({
  mode: "ending",
  profile: { name: "unknown", title: "", onCharger: "all", wishes: {}, source: "" },
  bootId,
  sinceMs: 0,
  leave: [],
  start: { percent: null, energyWh: null },
});

const raw = v.pipe(
  v.string(),
  v.transform((text): RawText => rawText(text)),
);

const ENTRY = v.pipe(
  v.object({
    boot: v.string(),
    setting: v.custom<SettingId>((id) => typeof id === "string" && id.includes("/")),
    label: v.string(),
    original: raw,
    state: v.picklist(["intended", "settled"]),
    role: v.picklist(["turned", "dragged"]),
    value: raw,
    owner: v.picklist(["ours", "yours"]),
    lasts: v.picklist(["boot", "kept"]),
    restoreRank: v.number(),
    undo: v.variant("kind", [
      v.object({ kind: v.literal("file"), path: v.string(), way: v.string() }),
      v.object({ kind: v.literal("command"), argv: v.array(v.string()), way: v.string() }),
    ]),
    note: v.optional(v.string(), ""),
  }),
  v.transform(({ boot, ...entry }): Line => ({ kind: "entry", boot, entry })),
);

const WISH = v.custom<Wish>(
  (it) => Array.isArray(it) && it.length > 0 && it.every((one) => typeof one === "string" || typeof one === "number"),
);

const SESSION = v.pipe(
  v.object({
    travelmode: v.literal(1),
    mode: v.picklist(["on", "ending"]),
    profile: v.object({
      name: v.string(),
      title: v.string(),
      onCharger: v.picklist(["all", "power", "nothing"]),
      wishes: v.record(v.string(), WISH),
      source: v.string(),
    }),
    bootId: v.string(),
    sinceMs: v.number(),
    leave: v.array(v.string()),
    start: v.object({ percent: v.nullable(v.number()), energyWh: v.nullable(v.number()) }),
  }),
  v.transform(({ travelmode: _, ...session }): Line => ({ kind: "session", session })),
);

const COUNT = v.pipe(
  v.object({ count: v.number() }),
  v.transform(({ count }): Line => ({ kind: "count", count })),
);

const LINE = v.union([SESSION, ENTRY, COUNT]);
