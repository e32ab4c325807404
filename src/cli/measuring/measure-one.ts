// SPDX-License-Identifier: MIT
import { type Block, blockOf, type MeterLook, type SpoiltBlock } from "../../forecast/measuring/block.ts";
import { type Arm, blockMs, type Design, designFor, meterFor, PROBE_LOOKS } from "../../forecast/measuring/design.ts";
import { afterBlock, type Findings, findings, nextArm, startMeasurement } from "../../forecast/measuring/measurement.ts";
import type { Meters } from "./meters.ts";
import type { Switcher } from "./switcher.ts";

/** Why a measurement ends before its time. */
export type StoppedBy = "signal" | "charger" | "hand" | "low" | "no-meter";

export type Measured = { readonly kind: "found"; readonly design: Design; readonly findings: Findings } | Stopped;

interface Stopped {
  readonly kind: "stopped";
  readonly by: StoppedBy;
}

/** One block, as it is over. */
export interface Progress {
  readonly arm: Arm;
  readonly block: Block | SpoiltBlock;
  readonly findings: Findings;
  readonly design: Design;
}

export interface Bench {
  readonly meters: Meters;
  readonly switcher: Switcher;
  /** Waits so long, or until somebody wants it to end. */
  wait(ms: number): Promise<void>;
  isStopped(): boolean;
  random(): number;
  /** Told which meter it is to be, and then of each block. */
  onDesign(design: Design): void;
  onBlock(progress: Progress): void;
}

/** Measures the switcher's setting, block by block. What was turned stays turned: whoever has opened the switcher ends it. */
export async function measureOne(bench: Bench): Promise<Measured> {
  const design = await chooseDesign(bench);
  if ("by" in design) return design;
  let measurement = startMeasurement(design, bench.random);
  for (let arm = nextArm(measurement); arm !== null; arm = nextArm(measurement)) {
    const block = await oneBlock(bench, arm, design);
    if (block.kind === "stopped") return block;
    measurement = afterBlock(measurement, block);
    bench.onBlock({ arm, block, findings: findings(measurement), design });
  }
  return { kind: "found", design, findings: findings(measurement) };
}

async function chooseDesign(bench: Bench): Promise<Design | Stopped> {
  if (!(await bench.switcher.turn("without"))) return stopped("hand");
  const probe = designFor("energy");
  const looks = await lookFor(bench, (PROBE_LOOKS - 1) * probe.lookMs, probe);
  if ("by" in looks) return looks;
  const meter = meterFor(looks);
  if (meter === null) return stopped("no-meter");
  const design = designFor(meter);
  bench.onDesign(design);
  return design;
}

async function oneBlock(bench: Bench, arm: Arm, design: Design): Promise<Block | SpoiltBlock | Stopped> {
  if (!(await bench.switcher.turn(arm))) return stopped("hand");
  const looks = await lookFor(bench, blockMs(design), design);
  if ("by" in looks) return looks;
  return (await bench.switcher.isUndisturbed()) ? blockOf(arm, looks, design) : stopped("hand");
}

/** Below this, what is left is worth more than what could be learned. */
const LEAST_PERCENT = 10;

/** The looks of so long, one at each end. A charger ends it at once. */
async function lookFor(
  { meters, wait, isStopped }: Bench,
  spanMs: number,
  { lookMs }: Design,
): Promise<readonly MeterLook[] | Stopped> {
  const looks: MeterLook[] = [];
  for (let leftMs = spanMs; ; leftMs -= lookMs) {
    if (isStopped()) return stopped("signal");
    const look = await meters.look();
    if (!look.onBattery) return stopped("charger");
    if ((meters.power().percent ?? 100) < LEAST_PERCENT) return stopped("low");
    looks.push(look);
    if (leftMs <= 0) return looks;
    await wait(Math.min(lookMs, leftMs));
  }
}

const stopped = (by: StoppedBy): Stopped => ({ kind: "stopped", by });
