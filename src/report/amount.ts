// SPDX-License-Identifier: MIT

/** An amount with its unit, or the sign for unknown. */
export const amount = (it: number | null, unit: string, digits = 1): string =>
  it === null ? "–" : `${it.toFixed(digits)}\u00a0${unit}`;
