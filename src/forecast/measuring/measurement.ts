// SPDX-License-Identifier: MIT
import type { SavedW } from "../savings.ts";
import type { Block, SpoiltBlock, SpoiltBy } from "./block.ts";
import { type Arm, beginners, type Design, other } from "./design.ts";
import { medianSaving } from "./interval.ts";
import { differencesW, type Pair, packageDifferencesW, undisturbed } from "./judge.ts";

/** One setting under measurement: what was found so far. Plain data. */
export interface Measurement {
  readonly design: Design;
  /** Which arm begins each pair that may be tried. */
  readonly order: readonly Arm[];
  /** How many pairs were begun and are over. */
  readonly tried: number;
  readonly pairs: readonly Pair[];
  /** The first block of a pair whose second is to come. */
  readonly half: Block | null;
  readonly spoilt: readonly SpoiltBy[];
}

/** `random`: numbers from 0 to less than 1. */
export const startMeasurement = (design: Design, random: () => number): Measurement => ({
  design,
  order: [...beginners(design.pairs, random), ...beginners(design.mostPairs - design.pairs, random)],
  tried: 0,
  pairs: [],
  half: null,
  spoilt: [],
});

/** The arm of the block that is to come; null when it is over: enough pairs count, or too many were tried. */
export function nextArm({ design, order, tried, pairs, half }: Measurement): Arm | null {
  if (half !== null) return other(half.arm);
  return undisturbed(pairs).length >= design.pairs ? null : (order[tried] ?? null);
}

/** After one more block. One that is spoilt takes its pair with it: what stands an hour apart is no pair. */
export function afterBlock(before: Measurement, block: Block | SpoiltBlock): Measurement {
  const { half, tried } = before;
  if (block.kind === "spoilt") return { ...before, half: null, tried: tried + 1, spoilt: [...before.spoilt, block.by] };
  if (half === null) return { ...before, half: block };
  const pair = half.arm === "with" ? { with: half, without: block } : { with: block, without: half };
  return { ...before, half: null, tried: tried + 1, pairs: [...before.pairs, pair] };
}

/** What a measurement says by now. */
export interface Findings {
  readonly pairs: readonly Pair[];
  /** By the meter of the design; null while no pair counts. */
  readonly saved: SavedW | null;
  /** Of the processor package alone, beside the battery's; null where it cannot be read. */
  readonly package: SavedW | null;
  /** Enough pairs count to keep it. */
  readonly isEnough: boolean;
  /** What has spoilt blocks, each as often as it did. */
  readonly spoilt: readonly SpoiltBy[];
}

export function findings({ design, pairs, spoilt }: Measurement): Findings {
  const kept = undisturbed(pairs);
  const packageW = design.meter === "package" ? null : packageDifferencesW(kept);
  return {
    pairs: kept,
    saved: medianSaving(differencesW(kept)),
    package: packageW === null ? null : medianSaving(packageW),
    isEnough: kept.length >= design.pairs,
    spoilt: [...spoilt, ...pairs.slice(kept.length).map((): SpoiltBy => "load")],
  };
}
