// SPDX-License-Identifier: MIT

/** `energy`: what the gauge has lost. `power`: its rate, which firmware smooths. `package`: the processor package alone (RAPL). */
export type Meter = "energy" | "power" | "package";

/** A block is a stretch of time with the setting as wished (`with`), or as it was (`without`). */
export type Arm = "with" | "without";

/** How blocks are made: what of each is waited for and what counts, and how many pairs there are. */
export interface Design {
  readonly meter: Meter;
  /** The beginning of each block that does not count. */
  readonly settleMs: number;
  readonly measuredMs: number;
  readonly lookMs: number;
  /** So many pairs are to count; so many are tried for it, as some are spoilt. */
  readonly pairs: number;
  readonly mostPairs: number;
}

/** On battery each look wakes the embedded controller: no more often than the screen does it. */
const LOOK_MS = 15_000;

/**
 * Of five differences, the least and the greatest hold the median between them with 1 - 2 / 2^5 = 94 %, whatever their distribution: the
 * fewest for an honest interval of 90 %.
 */
const PAIRS = 5;

/**
 * A gauge that counts energy tells of now, so half a minute for the machine to come to rest is enough, and three minutes are 40 steps of it at
 * 8 W. A rate is an exponential mean with 55 s on a ThinkPad X1: three of those until a twentieth of the step is left.
 */
const LENGTHS: Readonly<Record<Meter, Pick<Design, "settleMs" | "measuredMs">>> = {
  energy: { settleMs: 30_000, measuredMs: 180_000 },
  power: { settleMs: 165_000, measuredMs: 135_000 },
  package: { settleMs: 30_000, measuredMs: 90_000 },
};

export const designFor = (meter: Meter): Design => ({
  meter,
  lookMs: LOOK_MS,
  pairs: PAIRS,
  mostPairs: 2 * PAIRS,
  ...LENGTHS[meter],
});

export const blockMs = ({ settleMs, measuredMs }: Design): number => settleMs + measuredMs;

/** How long one setting takes if nothing spoils a block. */
export const measurementMs = (design: Design): number => 2 * design.pairs * blockMs(design);

/** The looks for which a gauge is watched before it is known which meter it is good for. */
export const PROBE_LOOKS = 5;

/**
 * The best meter by these looks at it: the energy where it moves from nearly each look to the next, else the rate where it is told, else the
 * processor package; null where there is none.
 */
export function meterFor(looks: readonly Pick<MeterValues, "energyWh" | "powerW" | "packageJ">[]): Meter | null {
  const moves = looks.filter(
    ({ energyWh }, index) => index > 0 && energyWh !== null && fell(looks[index - 1]?.energyWh, energyWh),
  );
  if (looks.length > 1 && moves.length >= (looks.length - 1) * 0.75) return "energy";
  if (looks.length > 0 && looks.every(({ powerW }) => powerW !== null)) return "power";
  return looks.length > 0 && looks.every(({ packageJ }) => packageJ !== null) ? "package" : null;
}

const fell = (before: number | null | undefined, now: number): boolean => before != null && now < before;

/** What the meters say at one moment; unknown is null. */
export interface MeterValues {
  readonly energyWh: number | null;
  readonly powerW: number | null;
  /** What the processor package has used, counted from any moment. */
  readonly packageJ: number | null;
}

/** Which arm begins each pair: each of them as often as the other, give or take one, in an order that nobody knows. `random`: 0 to 1. */
export function beginners(pairs: number, random: () => number): readonly Arm[] {
  const first: Arm = random() < 0.5 ? "with" : "without";
  const arms = Array.from({ length: pairs }, (_, index) => (index % 2 === 0 ? first : other(first)));
  return shuffled(arms, random);
}

export const other = (arm: Arm): Arm => (arm === "with" ? "without" : "with");

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  const left = [...all];
  return all.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}
