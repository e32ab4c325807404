// SPDX-License-Identifier: MIT
import type { Discharge } from "./discharge.ts";
import { lookFields, rounded } from "./record-lines.ts";

/**
 * Discharges as lines of JSON that a replay of the forecast reads: `begin` (in which unit the gauge tells energy, what the battery holds, and where
 * the discharge ended), a `sample` for each look, `end`. Nothing in it names the machine or its owner.
 */
export const rawLines = (discharges: readonly Discharge[]): readonly string[] =>
  discharges.flatMap((discharge) =>
    [beginOf(discharge), ...discharge.looks.map((look) => ({ type: "sample", ...lookFields(look) })), { type: "end" }].map((it) =>
      JSON.stringify(it),
    ),
  );

function beginOf({ looks, fullWh }: Discharge): object {
  const last = looks.at(-1) ?? looks[0];
  const inWh = looks[0].energyWh !== null;
  return {
    type: "begin",
    energyUnit: inWh ? "Wh" : "pct",
    energyFull: inWh ? fullWh : 100,
    energyEmpty: rounded(inWh ? last.energyWh : last.percent) ?? 0,
  };
}
