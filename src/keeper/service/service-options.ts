// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { KnownSaving } from "../../forecast/savings.ts";
import { SENT_SAVING } from "../../forecast/savings-schema.ts";
import { ANY_RULE, NAME_RULE } from "../../knobs/app-rules.ts";
import type { Knob, KnobId, SettingId } from "../../knobs/knob.ts";
import type { BusValue } from "../../machine/doors.ts";
import { isOneLine } from "../../profile/wording.ts";
import { isZone, MOST_TRIP_SAVINGS, type ProgramRules, type TripAsked, USUAL_RESERVE_PERCENT } from "../trip/trip.ts";
import { MOST_LIST, take } from "./service-arguments.ts";

/** A setting's id has a knob's and a place ("radio.wifi/phy0 pci-0000:00:14.3"). */
const MOST_SETTING = 256;

/** The options of Off. */
export interface OffOptions {
  readonly forget: readonly (KnobId | SettingId)[];
}

/** The options of Plan. */
export interface PlanOptions {
  readonly leave: readonly (KnobId | SettingId)[];
  readonly evenIfUsed: readonly KnobId[];
  readonly stayOn: boolean;
  readonly trip?: TripAsked;
}

/** What a person has answered, and whether a question may be the reply. */
export interface AskOptions {
  readonly ask: boolean;
  readonly answers: Readonly<Record<KnobId, "off" | "keep">>;
}

export interface SetOptions extends AskOptions {
  readonly evenIfUsed: readonly KnobId[];
}

export function offOptions(options: BusValue | undefined, knobs: readonly Knob[]): OffOptions {
  const { forget } = fields(knobs);
  const { forget: ids = [] } = take(v.strictObject({ forget }), options, "options", "forget (as), knobs or settings");
  return { forget: ids };
}

export function planOptions(options: BusValue | undefined, knobs: readonly Knob[]): PlanOptions {
  const { leave, used, stayOn, savings } = fields(knobs);
  const schema = v.strictObject({ leave, "even-if-used": used, "stay-on": stayOn, savings, ...TRIP });
  return planned(take(schema, options, "options", `${PLAN_TAKES}, with knobs and zones that exist`));
}

export function onOptions(options: BusValue | undefined, knobs: readonly Knob[]): PlanOptions & AskOptions {
  const { leave, used, stayOn, savings, ask, answers } = fields(knobs);
  const schema = v.strictObject({ leave, "even-if-used": used, "stay-on": stayOn, savings, ...TRIP, ask, answers });
  const takes = `${PLAN_TAKES}, ask (b), answers (a{ss}: off or keep), with knobs and zones that exist`;
  const sent = take(schema, options, "options", takes);
  return { ...planned(sent), ...asking(sent) };
}

export function setOptions(options: BusValue | undefined, knobs: readonly Knob[]): SetOptions {
  const { used, ask, answers } = fields(knobs);
  const takes = "even-if-used (as), ask (b), answers (a{ss}: off or keep), with knobs that exist";
  const sent = take(v.strictObject({ "even-if-used": used, ask, answers }), options, "options", takes);
  return { evenIfUsed: sent["even-if-used"] ?? [], ...asking(sent) };
}

const PLAN_TAKES = `leave (as), even-if-used (as), stay-on (b), arrive (x), reserve (d: 0 to 90), zone (s), savings (a(ssdddxs): at most ${MOST_TRIP_SAVINGS}), programs (a{sas}: rules of app.slow and app.freeze)`;

const MOST_RESERVE_PERCENT = 90;

/** Whole milliseconds come as bigint or number. */
const INSTANT = v.pipe(
  v.union([v.number(), v.bigint()]),
  v.transform(Number),
  v.check((atMs) => Math.abs(atMs) <= 8.64e15),
);

/** At least one rule for programs. */
function rules(pattern: RegExp) {
  const rule = v.pipe(v.string(), v.regex(pattern));
  return v.pipe(v.tupleWithRest([rule], rule), v.maxLength(MOST_LIST));
}

const TRIP = {
  arrive: v.exactOptional(INSTANT),
  reserve: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_RESERVE_PERCENT))),
  zone: v.exactOptional(v.pipe(v.string(), v.check(isZone))),
  programs: v.exactOptional(
    v.strictObject({ "app.slow": v.exactOptional(rules(ANY_RULE)), "app.freeze": v.exactOptional(rules(NAME_RULE)) }),
  ),
};

interface SentPlan {
  readonly arrive?: number;
  readonly reserve?: number;
  readonly zone?: string;
  readonly savings?: readonly KnownSaving[];
  readonly programs?: ProgramRules;
  readonly leave?: PlanOptions["leave"];
  readonly "even-if-used"?: readonly KnobId[];
  readonly "stay-on"?: boolean;
}

const planned = (sent: SentPlan): PlanOptions => ({
  leave: sent.leave ?? [],
  evenIfUsed: sent["even-if-used"] ?? [],
  stayOn: sent["stay-on"] ?? false,
  ...(sent.arrive === undefined ? {} : { trip: tripOf(sent.arrive, sent) }),
});

const tripOf = (
  untilMs: number,
  { reserve = USUAL_RESERVE_PERCENT, zone = "UTC", savings = [], programs = {} }: SentPlan,
): TripAsked => ({ untilMs, reservePercent: reserve, zone, savings, programs });

const asking = ({ ask = false, answers = {} }: Partial<AskOptions>): AskOptions => ({ ask, answers });

/** The options there are, none of which need be sent. */
function fields(knobs: readonly Knob[]) {
  const isKnob = (id: string): boolean => knobs.some((knob) => knob.id === id);
  const knob = v.pipe(v.string(), v.check(isKnob));
  const anywhere = v.pipe(
    v.string(),
    v.maxLength(MOST_SETTING),
    v.check((id) => isKnob(id.split("/", 1)[0] ?? "") && isOneLine(id) && !id.endsWith("/")),
  );
  const list = (item: typeof knob | typeof anywhere) => v.exactOptional(v.pipe(v.array(item), v.maxLength(MOST_LIST)));
  const answers = v.record(knob, v.picklist(["off", "keep"]));
  return {
    leave: list(anywhere),
    forget: list(anywhere),
    used: list(knob),
    stayOn: v.exactOptional(v.boolean()),
    savings: v.exactOptional(v.pipe(v.array(savingOf(knob)), v.maxLength(MOST_TRIP_SAVINGS))),
    ask: v.exactOptional(v.boolean()),
    answers: v.exactOptional(answers),
  };
}

/** What was found to save: knob, wish, median and interval in W, when (milliseconds since 1970), and how. */
const savingOf = (knob: v.GenericSchema<string>) =>
  v.pipe(
    v.strictTuple([knob, v.string(), v.number(), v.number(), v.number(), INSTANT, v.string()]),
    v.transform(([id, wish, medianW, lowW, highW, measuredAtMs, from]) => {
      return { knob: id, wish, medianW, lowW, highW, measuredAtMs, from };
    }),
    SENT_SAVING,
  );
