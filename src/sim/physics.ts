// SPDX-License-Identifier: MIT
import { clamp } from "./manner.ts";
import type { PackState } from "./state.ts";

/** What physics knows of a pack that does not change with time. */
export interface PackLimits {
  readonly fullWh: number;
  readonly mostChargeW: number;
  /** Shares of full between which charging starts and ends. */
  readonly startShare: number;
  readonly endShare: number;
}

/** The packs of a machine in the order in which they are emptied; filling goes the other way. */
export interface Flow {
  readonly drawW: number;
  readonly chargerW: number | null;
  readonly limits: readonly PackLimits[];
}

/** Time constant of the firmware's smoothing, in seconds. */
const SMOOTHING_S = 55;

/**
 * Counts energy for `seconds` of constant draw. A charger serves the machine first, the packs with what is left; one that is
 * too weak leaves the rest to the packs. Never below empty, never above the charge limit.
 */
export function flowFor(flow: Flow, packs: readonly PackState[], seconds: number): readonly PackState[] {
  if (seconds <= 0) return packs;
  const cycled = packs.map((pack, index) => withChargeCycle(pack, flow.limits[index], flow.chargerW !== null));
  const wantedW = flow.drawW - (flow.chargerW ?? 0);
  const flowed = wantedW > 0 ? drain(cycled, wantedW, seconds) : fill(flow.limits, cycled, { surplusW: -wantedW, seconds });
  return flowed.map((pack) => smoothed(pack, seconds));
}

/** A charge cycle begins below the start and holds until the end; pulling the plug breaks it off. */
function withChargeCycle(pack: PackState, limits: PackLimits | undefined, plugged: boolean): PackState {
  if (limits === undefined || limits.fullWh <= 0 || !plugged) return { ...pack, charging: false };
  const share = pack.energyWh / limits.fullWh;
  return { ...pack, charging: share < limits.endShare && (pack.charging || share < limits.startShare) };
}

function drain(packs: readonly PackState[], wantedW: number, seconds: number): readonly PackState[] {
  let neededWh = (wantedW * seconds) / 3600;
  return packs.map((pack) => {
    const takenWh = Math.min(pack.energyWh, neededWh);
    neededWh -= takenWh;
    return { ...pack, energyWh: Math.max(0, pack.energyWh - takenWh), outW: (takenWh * 3600) / seconds };
  });
}

function fill(
  limits: readonly PackLimits[],
  packs: readonly PackState[],
  supply: { readonly surplusW: number; readonly seconds: number },
): readonly PackState[] {
  let leftW = supply.surplusW;
  const filled = packs.map((pack, index) => ({ pack, limit: limits[index] })).reverse();
  const after = filled.map(({ pack, limit }) => {
    const inW = limit === undefined || !pack.charging ? 0 : acceptedW(limit, pack, { surplusW: leftW, seconds: supply.seconds });
    leftW -= inW;
    return { ...pack, energyWh: pack.energyWh + (inW * supply.seconds) / 3600, outW: inW === 0 ? 0 : -inW };
  });
  return after.reverse();
}

/** Above 85 % a pack takes less and less, down to a trickle; never more than fits below its limit. */
function acceptedW(limit: PackLimits, pack: PackState, supply: { readonly surplusW: number; readonly seconds: number }): number {
  const share = limit.fullWh > 0 ? pack.energyWh / limit.fullWh : 1;
  const taper = clamp((1 - share) / 0.15, 0.08, 1);
  const roomWh = Math.max(0, limit.fullWh * limit.endShare - pack.energyWh);
  return Math.min(supply.surplusW, limit.mostChargeW * taper, (roomWh * 3600) / supply.seconds);
}

function smoothed(pack: PackState, seconds: number): PackState {
  const share = 1 - Math.exp(-seconds / SMOOTHING_S);
  return { ...pack, smoothW: pack.smoothW + share * (pack.outW - pack.smoothW) };
}
