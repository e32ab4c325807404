// SPDX-License-Identifier: MIT
import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import { TravelError } from "../../errors.ts";
import { SENT_SAVING } from "../../forecast/savings-schema.ts";
import { TRIP_STATE } from "../../forecast/trip/trip-schema.ts";
import type { KnobId, SettingId, Wish } from "../../knobs/knob.ts";
import type { Writing } from "../../machine/reading.ts";
import type { StateFolder } from "../../machine/state-folder.ts";
import { NO_WISHES, PAUSE_PARTS, type Wishes } from "./wishes.ts";

const FILE = "wishes.json";

/** The file that is there while automatic mode is on: without it, the udev rule wakes nothing at an unplugging. */
const MARKER = "auto";

export interface ReadWishes {
  readonly wishes: Wishes;
  /** Whether there was a sound file: without one, a journal is from before there was a keeper. */
  readonly known: boolean;
  /** A sentence, where the file was not as it was written. */
  readonly damage: string | null;
}

/** What was wanted. Of a file that is damaged nothing is guessed: then nothing is wanted. */
export function readWishes(folder: StateFolder): ReadWishes {
  const text = folder.read(FILE);
  if (text.kind === "absent") return { wishes: NO_WISHES, known: false, damage: null };
  if (text.kind === "error") return damaged(folder, `cannot be read (${text.code})`);
  const parsed = v.safeParse(CONTENTS, text.value);
  return parsed.success ? { wishes: parsed.output, known: true, damage: null } : damaged(folder, "is damaged");
}

const damaged = ({ path }: StateFolder, how: string): ReadWishes => ({
  wishes: NO_WISHES,
  known: false,
  damage: `${path}/${FILE} ${how}: what was wanted is not known any more. Type it again: travelmode on, travelmode auto PROFILE.`,
});

/**
 * Makes these wishes durable, and writes only what differs from what is there. A keeper may be woken for nothing after a crash in
 * between, but never be missing. Also where nothing is wanted any more: a journal beside it is then one to be put back. Throws JOURNAL_UNWRITABLE.
 */
export function saveWishes(folder: StateFolder, wishes: Wishes): void {
  if (wishes.auto !== null) mark(folder);
  saveFile(folder, wishes);
  if (wishes.auto === null && folder.read(MARKER).kind !== "absent") must(folder, MARKER, folder.remove(MARKER));
}

function mark(folder: StateFolder): void {
  if (folder.read(MARKER).kind !== "value") must(folder, MARKER, folder.replace(MARKER, "Automatic mode is on.\n"));
}

function saveFile(folder: StateFolder, wishes: Wishes): void {
  const there = folder.read(FILE);
  const text = `${JSON.stringify({ travelmode: 1, ...wishes })}\n`;
  if (there.kind !== "value" || there.value !== text) must(folder, FILE, folder.replace(FILE, text));
}

/** The last act of a keeper that has put everything back: a file in which nothing is wanted goes, with what was learned for it. */
export function tidyWishes(folder: StateFolder): void {
  const { wishes, known } = readWishes(folder);
  const { unpluggingIsTold: _, normalDrawW: __, ...charger } = wishes.charger;
  if (known && isDeepStrictEqual({ ...wishes, charger }, NO_WISHES)) must(folder, FILE, folder.remove(FILE));
}

function must({ path }: StateFolder, name: string, writing: Writing): void {
  if (writing.kind !== "error") return;
  const sentence = `Cannot write ${path}/${name} (${writing.code}): look at that folder and the space on its disk. Nothing was changed.`;
  throw new TravelError("JOURNAL_UNWRITABLE", sentence);
}

const WISH = v.custom<Wish>(
  (it) => Array.isArray(it) && it.length > 0 && it.every((one) => typeof one === "string" || typeof one === "number"),
);

const PROFILE = v.strictObject({
  name: v.string(),
  title: v.string(),
  onCharger: v.picklist(["all", "power", "nothing"]),
  wishes: v.record(v.string(), WISH),
  source: v.string(),
});

const ANY_SETTING = v.custom<KnobId | SettingId>((id) => typeof id === "string");

const HAND_ON = v.strictObject({
  kind: v.literal("on"),
  profile: PROFILE,
  leave: v.array(ANY_SETTING),
  stayOn: v.boolean(),
  armed: v.boolean(),
  sinceMs: v.number(),
  bootId: v.exactOptional(v.string()),
});

const TRIP = v.strictObject({
  state: TRIP_STATE,
  zone: v.string(),
  profile: PROFILE,
  saving: v.record(v.string(), WISH),
  savedW: v.number(),
  // Both missing in what a keeper wrote that went by its own savings, and turned no programs.
  savings: v.optional(v.array(SENT_SAVING), []),
  programs: v.optional(v.strictObject({ "app.slow": v.exactOptional(WISH), "app.freeze": v.exactOptional(WISH) }), {}),
  leave: v.array(ANY_SETTING),
  stayOn: v.boolean(),
  armed: v.boolean(),
  sinceMs: v.number(),
  bootId: v.string(),
  rebooted: v.boolean(),
});

const HAND_OFF = v.strictObject({ kind: v.literal("off"), armed: v.boolean() });

const CONTENTS = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    travelmode: v.literal(1),
    byHand: v.nullable(v.variant("kind", [HAND_ON, HAND_OFF])),
    // Missing in what a keeper wrote before there were trips.
    trip: v.optional(v.nullable(TRIP), null),
    auto: v.nullable(PROFILE),
    pause: v.nullable(v.strictObject({ part: v.picklist(PAUSE_PARTS), untilMs: v.nullable(v.number()) })),
    mobileDataStaysOff: v.boolean(),
    charger: v.strictObject({
      weakUntilUnplugged: v.boolean(),
      ended: v.nullable(v.strictObject({ atMs: v.number(), wish: HAND_ON })),
      unpluggingIsTold: v.exactOptional(v.boolean()),
      normalDrawW: v.exactOptional(v.number()),
    }),
    fullCharge: v.optional(
      v.nullable(v.strictObject({ untilMs: v.number(), armed: v.boolean(), onBatterySinceMs: v.nullable(v.number()) })),
      null,
    ),
  }),
  v.transform(({ travelmode: _, ...wishes }): Wishes => wishes),
);
