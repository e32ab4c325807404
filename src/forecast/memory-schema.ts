// SPDX-License-Identifier: MIT
import * as v from "valibot";
import { LONGEST_NAME, type Memory, MOST_PROFILES } from "./memory.ts";
import { HORIZONS_MS, MOST_KEPT, MOST_RESIDUAL } from "./residuals.ts";

/** The memory in a document that was read back; null for anything that is not one: a damaged memory is no memory. */
export function checkedMemory(document: unknown): Memory | null {
  const parsed = v.safeParse(MEMORY, document);
  return parsed.success ? parsed.output : null;
}

const between = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

/** Far above anything that is learned, far below what makes arithmetic overflow. */
const MOST = 1e12;
const AMOUNT = between(0, MOST);
/** A gauge that was corrected upwards may have lost less than nothing. */
const NET = between(-MOST, MOST);

const TALLY = v.strictObject({ used: NET, spanMs: AMOUNT });

const RESIDUAL = between(-MOST_RESIDUAL, MOST_RESIDUAL);
const BY_HORIZON = v.pipe(v.array(v.pipe(v.array(RESIDUAL), v.maxLength(MOST_KEPT))), v.length(HORIZONS_MS.length));

const PROFILE = v.strictObject({ name: v.pipe(v.string(), v.maxLength(LONGEST_NAME)), ...TALLY.entries });

const MEMORY = v.strictObject({
  version: v.literal(1),
  unit: v.picklist(["Wh", "percent"]),
  draw: TALLY,
  profiles: v.pipe(v.array(PROFILE), v.maxLength(MOST_PROFILES)),
  metered: v.strictObject({ gauge: NET, reading: AMOUNT, spanMs: AMOUNT }),
  residuals: v.strictObject({ fresh: BY_HORIZON, settled: BY_HORIZON }),
  steps: v.strictObject({ stayed: NET, steps: AMOUNT }),
  swing: v.strictObject({ squares: AMOUNT, spanMs: AMOUNT }),
});
