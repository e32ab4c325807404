// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { Change, ChangeResult, Plan, Question, Report, Skip } from "../../engine/report.ts";
import type { SettingId } from "../../knobs/knob.ts";
import { rawText } from "../../machine/reading.ts";
import { isZone, type TripTold } from "../trip/trip.ts";

/** The documents that the keeper sends as JSON. Fields that are unknown here are left out: a newer keeper may send more. */

const TEXTS = v.array(v.string());

const SETTING_ID = v.custom<SettingId>((it) => typeof it === "string" && it.includes("/"));

const WISH_VALUE = v.union([v.string(), v.number()]);

const WISH = v.tupleWithRest([WISH_VALUE], WISH_VALUE);

const SAVED = v.object({ medianW: v.number(), lowW: v.number(), highW: v.number() });

const RAW = v.pipe(v.string(), v.transform(rawText));

const CHANGE_FIELDS = {
  setting: SETTING_ID,
  knob: v.string(),
  title: v.string(),
  place: v.string(),
  minor: v.boolean(),
  from: RAW,
  to: RAW,
  shown: v.object({ from: v.string(), to: v.string() }),
  way: v.string(),
  kind: v.picklist(["apply", "put back"]),
};

const CHANGE: v.GenericSchema<unknown, Change> = v.object(CHANGE_FIELDS);

const CHANGE_RESULT: v.GenericSchema<unknown, ChangeResult> = v.object({
  ...CHANGE_FIELDS,
  outcome: v.picklist(["applied", "clamped", "unavailable", "pending", "failed"]),
  found: v.nullable(v.string()),
  why: v.exactOptional(v.string()),
});

const SKIP: v.GenericSchema<unknown, Skip> = v.object({
  knob: v.string(),
  title: v.string(),
  place: v.string(),
  minor: v.boolean(),
  kind: v.picklist(["same", "left", "yours", "in-use", "protected", "owned", "unavailable", "rights", "failed"]),
  why: v.string(),
});

export const QUESTION: v.GenericSchema<unknown, Question> = v.object({ change: CHANGE, uses: TEXTS });

export const PLAN: v.GenericSchema<unknown, Plan> = v.object({
  profile: v.nullable(v.string()),
  changes: v.array(CHANGE),
  skips: v.array(SKIP),
  questions: v.array(QUESTION),
  warnings: TEXTS,
  damage: TEXTS,
});

export const REPORT: v.GenericSchema<unknown, Report> = v.object({
  profile: v.nullable(v.string()),
  reason: v.picklist(["user", "unplugged", "plugged-in", "battery-level", "trip", "resume", "recovery"]),
  results: v.array(CHANGE_RESULT),
  skips: v.array(SKIP),
  warnings: TEXTS,
  waysBack: TEXTS,
  damage: TEXTS,
});

/** What On and Set reply when a question is open: nothing was changed, and the answer goes with the next call. */
export interface Asked {
  readonly question: Question;
}

export const REPORT_OR_QUESTION: v.GenericSchema<unknown, Report | Asked> = v.union([v.object({ question: QUESTION }), REPORT]);

/** What Auto replies. */
export const REPORT_OR_NOTHING: v.GenericSchema<unknown, Report | null> = v.nullable(REPORT);

/** What GetTrip replies. */
export const TRIP_OR_NOTHING: v.GenericSchema<unknown, TripTold | null> = v.nullable(
  v.object({
    untilMs: v.number(),
    sinceMs: v.number(),
    zone: v.pipe(v.string(), v.check(isZone)),
    reservePercent: v.number(),
    profile: v.nullable(v.string()),
    verdict: v.picklist(["lasts", "saving", "climbing", "short", "paused", "waiting", "overdue", "over"]),
    outlook: v.nullable(
      v.object({
        ...{ needMs: v.number(), chance: v.number(), chanceWithout: v.number(), chanceWithAll: v.number() },
        ...{ marginMs: v.number(), marginWithoutMs: v.number(), marginWithAllMs: v.number() },
      }),
    ),
    steps: v.array(v.object({ knob: v.string(), wish: WISH, taken: v.boolean(), savedW: v.nullable(SAVED) })),
  }),
);

/** The document that a text holds; undefined for anything else. */
export function readDocument<T>(schema: v.GenericSchema<unknown, T>, text: unknown): { readonly document: T } | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return result.success ? { document: result.output } : undefined;
}
