// SPDX-License-Identifier: MIT
import { minutesOfLife, type Saving, withinNoise } from "../../forecast/savings.ts";
import type { PassedOver } from "../measuring/candidates.ts";
import type { MeasuredAll, Result } from "../measuring/result.ts";
import { rounded } from "../rounded.ts";

/** What was measured, as docs/json.md describes it. */
export const measureJson = ({
  results,
  stoppedBy,
  passedOver,
}: MeasuredAll & { readonly passedOver: readonly PassedOver[] }): Readonly<Record<string, unknown>> => ({
  results: results.map(resultJson),
  stoppedBy,
  notMeasured: passedOver.map(({ knob, why }) => ({ knob: knob.id, title: knob.title, why })),
});

function resultJson({ candidate, design, findings, savings, energyWh, unkept }: Result): Readonly<Record<string, unknown>> {
  const { knob, text, from, to } = candidate;
  const [main] = savings;
  const powerW = main?.conditions.powerW ?? null;
  const won = main?.from !== "battery" || energyWh === null || powerW === null ? null : minutesOfLife(main, energyWh, powerW);
  return {
    knob: knob.id,
    title: knob.title,
    wish: text,
    from,
    to,
    meter: design.meter,
    pairs: findings.pairs.length,
    spoilt: findings.spoilt,
    isEnough: findings.isEnough,
    savings: savings.map(savingJson),
    life: won === null ? null : rounded({ ...won }),
    unkept,
  };
}

/** One saving, in `measure` and in `explain`. */
export const savingJson = (saving: Saving): Readonly<Record<string, unknown>> => ({
  ...rounded({ ...saving, conditions: rounded({ ...saving.conditions }) }),
  measuredAtMs: undefined,
  measuredAt: new Date(saving.measuredAtMs).toISOString(),
  withinNoise: withinNoise(saving),
});
