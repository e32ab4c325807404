// SPDX-License-Identifier: MIT

/** 0 of none. */
export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** 0 of none. */
export const mean = (numbers: readonly number[]): number => sum(numbers) / Math.max(1, numbers.length);
