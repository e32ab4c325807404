// SPDX-License-Identifier: MIT
import type { LiveFile, Part } from "../model.ts";
import { type CpuidlePlan, cpuidle, procStat } from "./cpuidle.ts";
import { assembled, device } from "./part.ts";

const CPU = "/sys/devices/system/cpu";
const CPUFREQ = `${CPU}/cpufreq`;

interface CpufreqPlan {
  readonly driver: string;
  /** As the kernel prints them; tables of frequency drivers end in a blank. */
  readonly governors: string;
  readonly governor: string;
  readonly policies: readonly { readonly cpus: readonly number[]; readonly minKhz: number; readonly maxKhz: number }[];
  /** Frequencies of drivers that have a table, without boost. */
  readonly tableKhz?: readonly number[];
  readonly preference?: string;
  /** Whether each policy has a boost file of its own. */
  readonly ownBoost?: boolean;
  readonly idle: CpuidlePlan;
}

/** The folders of a plan's policies, named after their first CPU. */
export const policyFolders = (plan: CpufreqPlan): readonly string[] =>
  plan.policies.map(({ cpus }) => `${CPUFREQ}/policy${cpus[0] ?? 0}`);

/** The CPUs below /sys/devices/system/cpu: cpufreq with a folder for each policy and each CPU's link to its own, and cpuidle. */
export function cpus(plan: CpufreqPlan): Part {
  const count = plan.policies.flatMap(({ cpus }) => cpus).length;
  const folders = policyFolders(plan);
  const policies = plan.policies.map((policy, index) => {
    const links = policy.cpus.map((cpu) => `${CPU}/cpu${cpu}/cpufreq`);
    return device(folders[index] ?? CPUFREQ, policyFiles(plan, policy), ...links);
  });
  return assembled(
    device(CPU, { online: `0-${count - 1}`, present: `0-${count - 1}`, possible: `0-${count - 1}` }),
    cpuidle(plan.idle, count),
    procStat(count),
    ...policies,
  );
}

function policyFiles(plan: CpufreqPlan, policy: CpufreqPlan["policies"][number]): Record<string, string | LiveFile> {
  const cpus = policy.cpus.join(" ");
  const max = String(policy.maxKhz);
  return {
    affected_cpus: cpus,
    related_cpus: cpus,
    scaling_driver: plan.driver,
    scaling_available_governors: plan.governors,
    scaling_governor: { text: plan.governor, manner: "governor" },
    cpuinfo_min_freq: String(policy.minKhz),
    cpuinfo_max_freq: { text: max },
    scaling_min_freq: { text: String(policy.minKhz), manner: "frequency-limit" },
    scaling_cur_freq: { text: String(policy.minKhz) },
    scaling_max_freq: { text: max, manner: "frequency-limit" },
    ...(plan.tableKhz === undefined ? {} : { scaling_available_frequencies: `${plan.tableKhz.join(" ")} ` }),
    ...(plan.preference === undefined ? {} : preferenceFiles(plan.preference)),
    ...(plan.ownBoost === true ? { boost: { text: "1", manner: "policy-boost" } } : {}),
  };
}

const preferenceFiles = (preference: string): Record<string, string | LiveFile> => ({
  energy_performance_available_preferences: "default performance balance_performance balance_power power ",
  energy_performance_preference: { text: preference, manner: "energy-preference" },
});

/** intel_pstate's own folder. */
export const intelPstate = (): Part =>
  device(`${CPU}/intel_pstate`, {
    status: "active",
    no_turbo: { text: "0", manner: "no-turbo" },
    max_perf_pct: { text: "100", manner: "max-percent" },
    min_perf_pct: { text: "9", manner: "min-percent" },
    turbo_pct: "48",
    num_pstates: "40",
  });

/** Each CPU's energy_perf_bias. */
export const energyBias = (cpus: readonly number[]): Part =>
  assembled(...cpus.map((cpu) => device(`${CPU}/cpu${cpu}/power`, { energy_perf_bias: { text: "6", manner: "energy-bias" } })));

/** The switch for boost as a whole. */
export const boostSwitch = (): Part => device(CPUFREQ, { boost: { text: "1", manner: "boost" } });
