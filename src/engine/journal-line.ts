// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { SettingId, Wish } from "../knobs/knob.ts";
import { type RawText, rawText } from "../machine/reading.ts";
import type { Profile } from "../profile/profile.ts";
import type { Entry } from "./entry.ts";

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
  /** The rfkill switches that were not blocked when all had settled; not told while something is under way. */
  readonly openRadios?: readonly string[];
  /** What the session came to, once it is ending. */
  readonly tally?: Tally;
}

/** What a session's beginning and end do not tell; null where unknown. */
export interface Tally {
  readonly sleepMs: number | null;
  /** What the battery lost while asleep, in Wh. */
  readonly sleepLostWh: number | null;
  /** How many settings it had changed. */
  readonly changes: number | null;
}

/** One line of the journal; each entry names its boot, so that it counts even where the first line is lost. */
export type Line =
  | { readonly kind: "session"; readonly session: Session }
  | { readonly kind: "entry"; readonly entry: Entry; readonly boot: string }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "damaged" };

/** A line's JSON as what it is, checked; anything else is damaged. */
export function lineOf(json: unknown): Line {
  const parsed = v.safeParse(LINE, json);
  return parsed.success ? parsed.output : { kind: "damaged" };
}

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
      v.object({
        kind: v.literal("file"),
        path: v.string(),
        way: v.string(),
        numbered: v.exactOptional(v.boolean()),
        lowerIsOurs: v.exactOptional(v.boolean()),
        alwaysBack: v.exactOptional(v.boolean()),
      }),
      v.object({ kind: v.literal("process"), process: v.object({ pid: v.number(), startTicks: v.number() }), way: v.string() }),
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
    openRadios: v.exactOptional(v.array(v.string())),
    tally: v.exactOptional(
      v.object({
        sleepMs: v.nullable(v.number()),
        sleepLostWh: v.nullable(v.number()),
        changes: v.nullable(v.number()),
      }),
    ),
  }),
  v.transform(({ travelmode: _, ...session }): Line => ({ kind: "session", session })),
);

const COUNT = v.pipe(
  v.object({ count: v.number() }),
  v.transform(({ count }): Line => ({ kind: "count", count })),
);

const LINE = v.union([SESSION, ENTRY, COUNT]);
