// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { BatteryFlow } from "../forecast/sample.ts";
import type { HistoryRecord, Look, Mark } from "./record.ts";

/**
 * A record as one line of JSON. A look has the names of the raw export: `t` (seconds since 1970), `energy_now` (Wh), `power_now` (W), `percent`,
 * `status`, `brightness` (%) and `profile`; a mark has `t`, `event` and what belongs to it.
 */
export function lineOf(record: HistoryRecord): string {
  return JSON.stringify(record.kind === "look" ? lookFields(record) : markFields(record));
}

/** What a look is written as, here and in the raw export. */
export const lookFields = ({ atMs, flow, energyWh, powerW, percent, brightnessPercent, profile }: Look) => ({
  t: inSeconds(atMs),
  energy_now: rounded(energyWh),
  power_now: rounded(powerW),
  percent: rounded(percent),
  status: flow,
  brightness: rounded(brightnessPercent),
  profile,
});

/**
 * The records in a text of such lines. A line that is torn, damaged or of another version costs itself alone; one that is there twice, as a
 * batch was written again, counts once.
 */
export function recordsIn(text: string): readonly HistoryRecord[] {
  const lines = new Set(text.split("\n"));
  return [...lines].flatMap((line) => {
    const record = line.length > LONGEST_LINE ? null : recordOf(parsed(line));
    return record === null ? [] : [record];
  });
}

const LONGEST_LINE = 64 * 1024;

const markFields = ({ kind, atMs, ...rest }: Mark): object => ({ t: inSeconds(atMs), event: kind, ...rest });

const inSeconds = (atMs: number): number => Math.round(atMs) / 1000;

/** No gauge knows more than thousandths. */
export const rounded = (amount: number | null): number | null => (amount === null ? null : Math.round(amount * 1000) / 1000);

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** null for what is no record. */
function recordOf(json: unknown): HistoryRecord | null {
  const parsed = v.safeParse(RECORD, json);
  return parsed.success ? parsed.output : null;
}

/** A time that no clock shows. */
const MOST_MS = 8.64e15;
/** More of anything than this is a driver's way to say that it does not know. */
const MOST = 1e6;
/** What is written is far shorter; a file that others made must not fill the screen. */
const [LONGEST_WORD, MOST_CHANGES] = [200, 500];

const T = v.pipe(v.number(), v.minValue(-MOST_MS / 1000), v.maxValue(MOST_MS / 1000));
const AMOUNT = v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(MOST))), null);
const WORD = v.pipe(v.string(), v.maxLength(LONGEST_WORD));
const NAME = v.optional(v.nullable(WORD), null);
const FLOWS: readonly BatteryFlow[] = ["discharging", "charging", "idle"];

const LOOK = v.pipe(
  v.object({
    t: T,
    energy_now: AMOUNT,
    power_now: AMOUNT,
    percent: AMOUNT,
    status: v.picklist(FLOWS),
    brightness: AMOUNT,
    profile: NAME,
  }),
  v.transform(({ t, energy_now, power_now, percent, status, brightness, profile }): HistoryRecord => {
    const amounts = { energyWh: energy_now, powerW: power_now, percent, brightnessPercent: brightness };
    return { kind: "look", atMs: t * 1000, flow: status, ...amounts, profile };
  }),
);

const CHANGES = v.pipe(v.array(v.object({ title: WORD, place: WORD, from: WORD, to: WORD })), v.maxLength(MOST_CHANGES));

const MARK = v.pipe(
  v.variant("event", [
    v.object({ t: T, event: v.picklist(["begin", "end"]), boot: NAME }),
    v.object({ t: T, event: v.picklist(["sleep", "wake"]) }),
    v.object({ t: T, event: v.picklist(["on", "switch", "off", "hand"]), profile: NAME, reason: WORD, changes: CHANGES }),
    v.object({ t: T, event: v.literal("charger"), charger: v.picklist(["in", "out", "weak"]) }),
    v.object({ t: T, event: v.literal("battery"), battery: WORD, fullWh: AMOUNT }),
  ]),
  v.transform(({ t, event, ...rest }) => ({ kind: event, atMs: t * 1000, ...rest }) as Mark),
);

const RECORD = v.union([LOOK, MARK]);
