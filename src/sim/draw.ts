// SPDX-License-Identifier: MIT
import { dirname } from "node:path";
import { wholeNumber } from "./manner.ts";
import { PROFILE_FILE } from "./parts/system.ts";
import { restedW } from "./programs.ts";
import { radioOn } from "./radios.ts";
import { textOf, type World } from "./state.ts";
import { unitsW } from "./units.ts";

/** What the machine draws as it is turned now: a steady part, and what work adds (W at full load). */
export interface Draw {
  readonly steadyW: number;
  readonly perLoadW: number;
  /** The busy share on average, 0 to 1. */
  readonly load: number;
}

export const drawW = (draw: Draw, nowMs: number): number => draw.steadyW + draw.perLoadW * loadAt(draw.load, nowMs);

/** The draw that follows from what the machine's files and switches say. */
export function drawOf(world: World): Draw {
  const { draw } = world.model;
  const lightsW = draw.screenW * levelOf(world, "backlight") + draw.keyboardW * levelOf(world, "led");
  const radiosW = (radioOn(world, "wlan") ? draw.wlanW : 0) + (radioOn(world, "wwan") ? draw.wwanW : 0);
  const bluetoothW = radioOn(world, "bluetooth") && world.state.switches.bluetoothPowered ? draw.bluetoothW : 0;
  return {
    steadyW: alwaysW(world) + lightsW + radiosW + bluetoothW + kernelW(world) + unitsW(world) - restedW(world),
    perLoadW: draw.cpuSpanW * swiftness(world),
    load: draw.load,
  };
}

const alwaysW = ({ model: { draw }, state }: World): number => draw.baseW + (state.gadgetsW ?? 0) + draw.cpuIdleW;

/** The lit share, 0 to 1, of the first light of that manner; 0 where there is none. */
function levelOf(world: World, manner: "backlight" | "led"): number {
  const path = Object.keys(world.model.live).find((each) => world.model.live[each]?.manner === manner);
  if (path === undefined) return 0;
  const most = Number(textOf(world, `${dirname(path)}/max_brightness`) ?? 0);
  return most > 0 ? Number(textOf(world, path) ?? 0) / most : 0;
}

/** What a busy CPU draws of its full watts, 0 to 1.2. */
export function swiftness(world: World): number {
  const policies = world.model.cpu?.policies ?? [];
  const profile = PROFILES[textOf(world, PROFILE_FILE) ?? ""] ?? 1;
  return policies.length === 0
    ? profile
    : profile * mean(policies.map((folder) => eagernessOf(world, folder) * ceilingOf(world, folder)));
}

const PROFILES: Readonly<Record<string, number>> = { "low-power": 0.8, quiet: 0.85, cool: 0.9, performance: 1.2 };

/** How readily a policy clocks up, 0 to 1. */
function eagernessOf(world: World, folder: string): number {
  const governor = textOf(world, `${folder}/scaling_governor`) ?? "";
  if (governor === "performance") return 1;
  const preference = textOf(world, `${folder}/energy_performance_preference`);
  if (preference === undefined) return GOVERNORS[governor] ?? 0.8;
  return PREFERENCES[preference] ?? 1 - (0.6 * Math.min(wholeNumber(preference) ?? 128, 255)) / 255;
}

const GOVERNORS: Readonly<Record<string, number>> = { powersave: 0.4, conservative: 0.7, schedutil: 0.75, ondemand: 0.8 };

const PREFERENCES: Readonly<Record<string, number>> = {
  performance: 1,
  balance_performance: 0.8,
  balance_power: 0.55,
  power: 0.4,
};

/** The share of the highest frequency that limits and boost leave, squared: power falls faster than speed. */
function ceilingOf(world: World, folder: string): number {
  const { cpu } = world.model;
  const highestKhz = Number(textOf(world, `${folder}/cpuinfo_max_freq`) ?? 0);
  const fullKhz = Math.max(cpu?.boostKhz ?? 0, highestKhz);
  if (cpu === null || fullKhz <= 0) return 1;
  const turboOff = textOf(world, `${PSTATE}/no_turbo`) === "1";
  const limitKhz = Math.min(
    Number(textOf(world, `${folder}/scaling_max_freq`) ?? fullKhz),
    (fullKhz * Number(textOf(world, `${PSTATE}/max_perf_pct`) ?? 100)) / 100,
    turboOff ? cpu.baseKhz : fullKhz,
  );
  return (limitKhz / fullKhz) ** 2;
}

const PSTATE = "/sys/devices/system/cpu/intel_pstate";

/** The hard-lockup watchdog and short write-back intervals keep a little awake. */
function kernelW(world: World): number {
  const seldom = Number(textOf(world, "/proc/sys/vm/dirty_writeback_centisecs") ?? 0) >= 1500;
  return (textOf(world, "/proc/sys/kernel/nmi_watchdog") === "1" ? 0.06 : 0) + (seldom ? 0 : 0.04);
}

/** The busy share of a moment: the average, with work that comes and goes every 20 s; the same at the same time of day. */
export function loadAt(average: number, nowMs: number): number {
  const slot = Math.floor(nowMs / 20_000);
  const noise = Math.abs(Math.sin(slot * 12.9898) * 43758.5453) % 1;
  return average * (0.6 + 0.8 * noise);
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / Math.max(numbers.length, 1);
