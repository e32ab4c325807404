// SPDX-License-Identifier: MIT
import { activityFiles } from "./cpu-activity.ts";
import { type Draw, drawOf, drawW, loadAt } from "./draw.ts";
import { gaugeFiles, supplyFiles } from "./gauge.ts";
import type { Pack } from "./model.ts";
import { flowFor, type PackLimits } from "./physics.ts";
import { type PowerState, type SimState, textOf, type World, withValues } from "./state.ts";
import { nextUnitEventMs, withUnitEvents } from "./units.ts";

/** How often the firmware asks the gauge, in seconds; between that, reads repeat. */
const REFRESH_S = 8;

/** Lets model time pass: energy flows, the kernel counts, the gauge is asked every 8 s, timers elapse. Nothing is turned meanwhile. */
export function passTime({ model, state: before }: World, seconds: number): SimState {
  let state = before;
  for (let left = seconds; left > 0; ) {
    const step = Math.min(left, Math.max(0, nextUnitEventMs({ model, state }) - state.nowMs) / 1000);
    state = withUnitEvents({ model, state: passQuietly({ model, state }, step) });
    left -= step;
  }
  return state;
}

/** The same while no unit starts or ends by itself. */
function passQuietly(world: World, seconds: number): SimState {
  const { model } = world;
  const course = { draw: drawOf(world), limits: model.packs.map((pack) => limitsOf(world, pack)) };
  let { state } = world;
  let asked: SimState | null = null;
  let busyS = 0;
  for (let left = seconds; left > 0; ) {
    const step = Math.min(left, state.power.refreshInS);
    busyS += step * loadAt(course.draw.load, state.nowMs);
    state = withFlow(state, course, step);
    left -= step;
    if (state.power.refreshInS > 0) continue;
    asked = state;
    state = withPower(state, { refreshInS: REFRESH_S });
  }
  const counted = seconds > 0 ? activityFiles({ model, state }, { seconds, load: busyS / seconds }) : {};
  return withValues(state, { ...counted, ...(asked === null ? {} : gaugeFiles({ model, state: asked })) });
}

/** Plugs a charger of so many watts in, or out (null). Its own `online` changes at once, the packs' status 2 s later. */
export function withCharger({ model, state }: World, chargerW: number | null): SimState {
  const plugged = withPower(state, { chargerW, refreshInS: Math.min(state.power.refreshInS, 2) });
  return withValues(plugged, supplyFiles({ model, state: plugged }));
}

interface Course {
  readonly draw: Draw;
  readonly limits: readonly PackLimits[];
}

function withFlow(state: SimState, { draw, limits }: Course, seconds: number): SimState {
  const { chargerW, packs, refreshInS } = state.power;
  const flowed = flowFor({ drawW: drawW(draw, state.nowMs), chargerW, limits }, packs, seconds);
  const later = { ...state, nowMs: state.nowMs + seconds * 1000 };
  return withPower(later, { packs: flowed, refreshInS: Math.max(0, refreshInS - seconds) });
}

const withPower = (state: SimState, power: Partial<PowerState>): SimState => ({ ...state, power: { ...state.power, ...power } });

/** A pack without a threshold to start at, or one of 0, is topped up below 3 % of its end. Where there are ways of charging, thresholds count in one only. */
function limitsOf(world: World, pack: Pack): PackLimits {
  const counts = textOf(world, `${pack.folder}/charge_types`)?.includes("[Custom]") ?? true;
  const percent = (name: string): number | undefined => {
    const text = textOf(world, `${pack.folder}/charge_control_${name}_threshold`);
    return text === undefined || !counts ? undefined : Number(text);
  };
  const end = percent("end") ?? 100;
  const start = percent("start") || end - 3;
  return { fullWh: pack.fullWh, mostChargeW: pack.mostChargeW, startShare: start / 100, endShare: end / 100 };
}
