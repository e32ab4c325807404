// SPDX-License-Identifier: MIT
import type { Part } from "../model.ts";
import { assembled, device } from "./part.ts";

const CPU = "/sys/devices/system/cpu";

export interface CpuidlePlan {
  readonly driver: string;
  /** Descriptions by name, the shallowest state first. */
  readonly states: Readonly<Record<string, string>>;
}

/** cpuidle of so many CPUs, each with its counters since boot. */
export function cpuidle({ driver, states }: CpuidlePlan, count: number): Part {
  const folders = cpus(count).flatMap((cpu) =>
    Object.entries(states).map(([name, desc], index) =>
      device(`${CPU}/cpu${cpu}/cpuidle/state${index}`, { name, desc, disable: "0", time: { text: "0" }, usage: { text: "0" } }),
    ),
  );
  return assembled(device(`${CPU}/cpuidle`, { current_driver: driver, current_governor: "menu" }), ...folders);
}

export const PROC_STAT = "/proc/stat";

/** The CPUs' lines in /proc/stat, at the moment of boot. */
export function procStat(count: number): Part {
  const zeros = " 0".repeat(10);
  return device("/proc", { stat: { text: [`cpu ${zeros}`, ...cpus(count).map((cpu) => `cpu${cpu}${zeros}`)].join("\n") } });
}

const cpus = (count: number): readonly number[] => Array.from({ length: count }, (_, cpu) => cpu);
