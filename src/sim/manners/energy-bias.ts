// SPDX-License-Identifier: MIT
import { type Manner, wholeNumber } from "../manner.ts";
import { withValues } from "../state.ts";

const NAMES: Readonly<Record<string, number>> = {
  performance: 0,
  "balance-performance": 4,
  normal: 6,
  "balance-power": 8,
  power: 15,
};

/** energy_perf_bias: 0 to 15 or a name; reading always shows the number. */
export const energyBias: Manner = ({ state }, { path, text }) => {
  const bias = NAMES[text] ?? wholeNumber(text);
  return bias === null || bias > 15 ? "EINVAL" : withValues(state, { [path]: String(bias) });
};
