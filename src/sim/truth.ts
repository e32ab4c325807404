// SPDX-License-Identifier: MIT
import { sum } from "../mean.ts";
import { drawOf, drawW } from "./draw.ts";
import type { World } from "./state.ts";

/** What only the simulation knows, without steps, delay or smoothing. */
export interface Truth {
  /** What the machine draws now. */
  readonly powerW: number;
  /** What it draws as it is turned now, over busy and quiet moments. */
  readonly meanPowerW: number;
  /** What flows out of all packs; negative while they are charged. */
  readonly batteryW: number;
  readonly energyWh: number;
  readonly energyFullWh: number;
  readonly chargerW: number | null;
  readonly nowMs: number;
}

export function truthOf(world: World): Truth {
  const { model, state } = world;
  const draw = drawOf(world);
  return {
    powerW: drawW(draw, state.nowMs),
    meanPowerW: draw.steadyW + draw.perLoadW * draw.load,
    batteryW: sum(state.power.packs.map(({ outW }) => outW)),
    energyWh: sum(state.power.packs.map(({ energyWh }) => energyWh)),
    energyFullWh: sum(model.packs.map(({ fullWh }) => fullWh)),
    chargerW: state.power.chargerW,
    nowMs: state.nowMs,
  };
}
