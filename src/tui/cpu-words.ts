// SPDX-License-Identifier: MIT
import { mean } from "../mean.ts";
import type { CpuUse, IdleState, OneCpu } from "./cpu-use.ts";

/** The CPUs that are online together: what each did on average, where it is known. */
export function averageUse({ states, cpus }: CpuUse): Pick<OneCpu, "shares" | "wakeupsPerS" | "busyPercent"> {
  const online = cpus.filter((cpu) => cpu.online);
  return {
    shares: states.map((_, index) => meanOfKnown(online.map(({ shares }) => shares[index] ?? null))),
    wakeupsPerS: meanOfKnown(online.map(({ wakeupsPerS }) => wakeupsPerS)),
    busyPercent: meanOfKnown(online.map(({ busyPercent }) => busyPercent)),
  };
}

function meanOfKnown(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : mean(known);
}

/** From here on, how long CPUs work matters more than how they sleep. */
const BUSY_PERCENT = 50;
const MOSTLY_PERCENT = 80;
const HARDLY_PERCENT = 10;
/** Wake-ups of all CPUs in a second, below which nobody is to blame for them. */
const FEW_PER_S = 100;

/** What matters of it, in a sentence or two. Shares are those that the kernel chose: firmware may sleep less deeply. */
export function cpuReading(use: CpuUse): string {
  const { states, overMs } = use;
  const { busyPercent, shares } = averageUse(use);
  if (overMs === null) return "The first figures come with the next look.";
  if (busyPercent !== null && busyPercent >= BUSY_PERCENT)
    return `Busy ${whole(busyPercent)} % of the time: what runs counts more now than how deeply the CPUs sleep.`;
  if (states.length === 0) return busyOnly(busyPercent);
  if (shares.every((share) => share === null)) return "The CPUs sleep on; how deeply, they tell when they wake.";
  const rested = states.map((state, index) => ({ state, percent: shares[index] ?? 0 }));
  return [depth(rested, use), disabledStates(states)].filter((part) => part !== "").join(" ");
}

const busyOnly = (busyPercent: number | null): string =>
  busyPercent === null
    ? "This kernel tells nothing of its CPUs' sleep."
    : `Busy ${whole(busyPercent)} % of the time. How deeply the CPUs sleep is not told here, as in most virtual machines.`;

interface Rested {
  readonly state: IdleState;
  readonly percent: number;
}

function depth(rested: readonly Rested[], use: CpuUse): string {
  const sleeps = rested.filter(({ state }) => !isPolling(state));
  const [first] = sleeps;
  const deepest = sleeps.at(-1);
  if (first === undefined || deepest === undefined || first === deepest)
    return `There is one idle state here, ${(first ?? rested[0])?.state.name}: nothing deeper to be had.`;
  if (deepest.percent >= MOSTLY_PERCENT)
    return `${whole(deepest.percent)} % of the time in ${deepest.state.name}: as deep as it goes.`;
  const deeper = sleeps.slice(1).reduce((sum, { percent }) => sum + percent, 0);
  if (deeper < HARDLY_PERCENT) return `Hardly ever deeper than ${first.state.name} (${whole(deeper)} %): ${culprit(use)}`;
  return mostly(rested, deepest);
}

/** The first state of x86 kernels does not sleep at all, it waits in a loop. */
const isPolling = ({ name }: IdleState): boolean => name === "POLL";

/** Wake-ups are seen; what else forbids deep sleep (PM QoS of a driver, kernel parameters, firmware) is not. */
function culprit({ cpus }: CpuUse): string {
  const perS = cpus.reduce((sum, { wakeupsPerS }) => sum + (wakeupsPerS ?? 0), 0);
  return perS >= FEW_PER_S
    ? `something keeps the CPUs awake, at ${whole(perS)} wake-ups a second.`
    : "not for many wake-ups; a driver, a setting or firmware may not let them.";
}

function mostly(rested: readonly Rested[], deepest: Rested): string {
  const most = rested.reduce((best, one) => (one.percent > best.percent ? one : best), deepest);
  const longest = `Longest in ${most.state.name} (${whole(most.percent)} % of the time)`;
  return most === deepest
    ? `${longest}, the deepest there is.`
    : `${longest}; ${whole(deepest.percent)} % in ${deepest.state.name}, the deepest.`;
}

function disabledStates(states: readonly IdleState[]): string {
  const names = states.filter(({ disabled }) => disabled).map(({ name }) => name);
  return names.length === 0 ? "" : `Switched off: ${names.join(", ")}.`;
}

const whole = (amount: number): string => Math.round(amount).toFixed(0);
