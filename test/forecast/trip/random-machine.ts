// SPDX-License-Identifier: MIT
import type { Step } from "../../../src/forecast/trip/ladder.ts";
import type { Drain } from "../discharges.ts";
import { MINUTE } from "../discharges.ts";
import { between, type Habit, normal, oneOf } from "../random-loads.ts";

/** A make-believe laptop, its gauge, and what turning its settings saves in truth. */
export interface TripMachine {
  readonly fullWh: number;
  readonly endPercent: number;
  readonly habit: Habit;
  readonly tells: NonNullable<Drain["tells"]>;
  readonly stepWh: number;
  /** Worn cells: below this share the gauge falls so many times as fast as it should. */
  readonly cliff: { readonly belowShare: number; readonly times: number } | null;
  /** What the power reading tells of each watt. */
  readonly reading: number;
  readonly settings: readonly Setting[];
}

/** A step, and what it saves in truth: so many watts at the mean draw, in proportion to the draw or whatever it is. */
export interface Setting {
  readonly step: Step;
  readonly watts: number;
  readonly followsLoad: boolean;
}

/** Settings of a laptop that draws 10 W: what they save there as a rule, what they take from comfort, and whether they save more the more is done. */
const TYPICAL = [
  { knob: "kernel.writeback", wish: "15", watts: 0.05, comfort: 0.01, followsLoad: false },
  { knob: "keyboard.light", wish: "10", watts: 0.15, comfort: 0.03, followsLoad: false },
  { knob: "radio.bluetooth", wish: "off", watts: 0.1, comfort: 0.1, followsLoad: false },
  { knob: "service.hold", wish: "all", watts: 0.3, comfort: 0.05, followsLoad: true },
  { knob: "cpu.epp", wish: "power", watts: 0.5, comfort: 0.1, followsLoad: true },
  { knob: "cpu.boost", wish: "off", watts: 0.5, comfort: 0.15, followsLoad: true },
  { knob: "platform.profile", wish: "low-power", watts: 0.4, comfort: 0.15, followsLoad: true },
  { knob: "screen.brightness", wish: "60", watts: 0.6, comfort: 0.12, followsLoad: false },
  { knob: "screen.brightness", wish: "40", watts: 1, comfort: 0.3, followsLoad: false },
  { knob: "screen.brightness", wish: "20", watts: 1.3, comfort: 0.6, followsLoad: false },
  { knob: "app.slow", wish: "browser", watts: 0.4, comfort: 0.3, followsLoad: true },
  { knob: "cpu.limit", wish: "50 %", watts: 0.5, comfort: 0.5, followsLoad: true },
  { knob: "radio.wifi", wish: "off", watts: 0.5, comfort: 0.5, followsLoad: false },
];

/** A machine between 2.5 and 12 hours of battery, in the hands of somebody. */
export function randomMachine(random: () => number): TripMachine {
  const fullWh = between(random, 25, 80);
  const meanW = fullWh / between(random, 2.5, 12);
  const tells = oneOf(random, ["energy and power", "energy and power", "energy and power", "energy", "percent"] as const);
  const measured = oneOf(random, [0, 0.5, 1]) ?? 0;
  return {
    ...{
      fullWh,
      endPercent: oneOf(random, [2, 3, 5]) ?? 2,
      habit: randomHabit(random, meanW),
      tells: tells ?? "energy and power",
    },
    stepWh: oneOf(random, [0.01, 0.01, 0.1, fullWh / 100]) ?? 0.01,
    cliff: random() < 0.2 ? { belowShare: between(random, 0.05, 0.15), times: between(random, 1.5, 4) } : null,
    reading: between(random, 0.9, 1.1),
    settings: atMost(
      TYPICAL.map((typical) => randomSetting(random, typical, { meanW, measured })),
      between(random, 0.2, 0.5) * meanW,
    ),
  };
}

/** Settings that save no more than this together: a screen, a processor and the rest go on. */
function atMost(settings: readonly Setting[], mostW: number): readonly Setting[] {
  const all = settings.reduce((sum, { watts }) => sum + watts, 0);
  return settings.map((setting) => scaled(setting, Math.min(1, mostW / all)));
}

function scaled({ step, watts, followsLoad }: Setting, factor: number): Setting {
  const { savedW } = step;
  const measured = savedW && { medianW: savedW.medianW * factor, lowW: savedW.lowW * factor, highW: savedW.highW * factor };
  return { step: { ...step, savedW: measured }, watts: watts * factor, followsLoad };
}

function randomHabit(random: () => number, meanW: number): Habit {
  return {
    ...{ meanW, session: between(random, 0.05, 0.25) },
    slow: { deviation: between(random, 0.05, 0.3), tauMs: between(random, 20, 90) * MINUTE },
    quick: { deviation: between(random, 0.05, 0.35), tauMs: between(random, 2, 8) * MINUTE },
    bursts:
      random() < 0.4
        ? { perHour: between(random, 0.5, 3), times: between(random, 1.5, 3), lastsMs: between(random, 2, 15) * MINUTE }
        : null,
    modes: random() < 0.3 ? [between(random, 0.6, 1), between(random, 1, 1.5)] : [],
    drift: random() < 0.3 ? 0.4 : 0.1,
  };
}

/** Savings differ from machine to machine by a factor of two, and one in ten saves nothing; some were measured, to a fifth or so. */
function randomSetting(
  random: () => number,
  { watts: typicalW, followsLoad, ...turned }: (typeof TYPICAL)[number],
  { meanW, measured }: { meanW: number; measured: number },
): Setting {
  const priorW = typicalW;
  const size = (meanW / 10) ** 0.7;
  const watts = random() < 0.1 ? 0 : typicalW * size * Math.exp(0.5 * normal(random));
  const errorW = (0.15 * watts + 0.05) * normal(random);
  const medianW = watts + errorW;
  const savedW = random() < measured ? { medianW, lowW: medianW - 0.3 * watts - 0.1, highW: medianW + 0.3 * watts + 0.1 } : null;
  return { step: { ...turned, savedW, priorW }, watts, followsLoad };
}
