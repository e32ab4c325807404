// SPDX-License-Identifier: MIT

/** A range of values laid over a range of pixels. */
export interface Scale {
  (value: number): number;
  readonly from: number;
  readonly until: number;
}

/** A range without any width is drawn at its beginning; what lies outside is drawn at the edge. */
export function scale(from: number, until: number, pixels: readonly [number, number]): Scale {
  const [begin, end] = pixels;
  const at = (value: number): number => {
    const share = until > from ? (value - from) / (until - from) : 0;
    return begin + Math.min(1, Math.max(0, share)) * (end - begin);
  };
  return Object.assign(at, { from, until });
}

const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200];

/** Round numbers from 0 to at least `top`, some four of them. */
export function amountTicks(top: number): readonly number[] {
  const step = STEPS.find((one) => one * 4 >= top) ?? 500;
  return Array.from({ length: Math.max(1, Math.ceil(top / step)) + 1 }, (_, index) => index * step);
}

const MINUTE_MS = 60_000;
const TIME_STEPS = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].map((minutes) => minutes * MINUTE_MS);

/** Round times of the clock between two moments, at most so many. */
export function timeTicks(fromMs: number, untilMs: number, most: number): readonly number[] {
  const step = TIME_STEPS.find((one) => (untilMs - fromMs) / one <= most) ?? untilMs - fromMs;
  const midnight = new Date(fromMs).setHours(0, 0, 0, 0);
  const first = midnight + Math.ceil((fromMs - midnight) / step) * step;
  return Array.from({ length: most + 1 }, (_, index) => first + index * step).filter((at) => step > 0 && at <= untilMs);
}
