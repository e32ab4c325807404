// SPDX-License-Identifier: MIT
import type { TripTold } from "../../keeper/trip/trip.ts";
import { rounded } from "../rounded.ts";

/** A journey as docs/json.md describes it: times in ISO 8601, spans in seconds, chances from 0 to 1. */
export const tripJson = ({ untilMs, sinceMs, outlook, steps, ...rest }: TripTold): Readonly<Record<string, unknown>> => ({
  ...rest,
  arrive: new Date(untilMs).toISOString(),
  since: new Date(sinceMs).toISOString(),
  outlook: outlook === null ? null : outlookJson(outlook),
  steps: steps.map(({ savedW, ...step }) => ({ ...step, savedW: savedW === null ? null : rounded({ ...savedW }) })),
});

const outlookJson = ({
  needMs,
  chance,
  marginMs,
  ...others
}: NonNullable<TripTold["outlook"]>): Readonly<Record<string, unknown>> => ({
  needS: seconds(needMs),
  now: { ...rounded({ chance }), marginS: seconds(marginMs) },
  without: { ...rounded({ chance: others.chanceWithout }), marginS: seconds(others.marginWithoutMs) },
  // What was measured here alone may be promised.
  withAll: { ...rounded({ chance: others.chanceWithAll }), marginS: seconds(others.marginWithAllMs) },
});

const seconds = (ms: number): number => Math.round(ms / 1000);
