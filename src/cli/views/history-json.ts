// SPDX-License-Identifier: MIT
import type { Discharge, Pause } from "../../history/discharge.ts";
import { drawByProfile, figuresOf, lossOf, profileSpans, totalsOf } from "../../history/figures.ts";
import type { ModeTurned } from "../../history/record.ts";
import { sleepDrain } from "../../history/sleep-drain.ts";
import { rounded } from "../rounded.ts";

/** What `history --json` prints, as docs/json.md describes it; times in ISO 8601, all discharges. */
export const historyJson = (discharges: readonly Discharge[]): Readonly<Record<string, unknown>> => {
  const drain = sleepDrain(discharges);
  return {
    discharges: discharges.map(dischargeJson),
    totals: { ...rounded(totalsOf(discharges)), byProfile: drawByProfile(discharges).map((one) => rounded({ ...one })) },
    sleep: drain === null ? null : rounded({ ...drain }),
  };
};

function dischargeJson(discharge: Discharge): object {
  const { battery, fullWh, over, pauses, turned } = discharge;
  const { fromMs, untilMs, ...rest } = figuresOf(discharge);
  return {
    from: isoTime(fromMs),
    until: isoTime(untilMs),
    over,
    battery,
    ...rounded({ fullWh, ...rest }),
    profiles: profileSpans(discharge).map((span) => ({
      profile: span.profile,
      from: isoTime(span.fromMs),
      until: isoTime(span.untilMs),
    })),
    pauses: pauses.map(pauseJson),
    turned: turned.map(turnedJson),
  };
}

function pauseJson(pause: Pause): object {
  const { lostWh, lostPercent } = lossOf(pause);
  const { kind, before, after } = pause;
  return { kind, from: isoTime(before.atMs), until: isoTime(after.atMs), ...rounded({ lostWh, lostPercent }) };
}

const turnedJson = ({ atMs, kind, profile, reason, changes }: ModeTurned): object => ({
  at: isoTime(atMs),
  kind,
  profile,
  reason,
  changes,
});

const isoTime = (atMs: number): string => new Date(atMs).toISOString();
