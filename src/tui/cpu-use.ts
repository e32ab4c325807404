// SPDX-License-Identifier: MIT

/** What the CPUs did between two looks. Unknown is null. */
export interface CpuUse {
  /** How long the looks were apart; null at the first look, when there are no shares yet. */
  readonly overMs: number | null;
  /** "intel_idle", and "acpi-cpufreq"; null where the kernel has none. */
  readonly idleDriver: string | null;
  readonly frequencyDriver: string | null;
  /** The idle states of the first CPU that has any, the shallowest first: columns of the table. */
  readonly states: readonly IdleState[];
  readonly cpus: readonly OneCpu[];
}

export interface IdleState {
  /** "C6" */
  readonly name: string;
  /** "MWAIT 0x20" */
  readonly about: string;
  readonly disabled: boolean;
}

export interface OneCpu {
  readonly number: number;
  readonly online: boolean;
  /** Share of the time in each of `states`, in percent; null where it does not know that state. */
  readonly shares: readonly (number | null)[];
  /** How often it fell asleep, each second. */
  readonly wakeupsPerS: number | null;
  /** Share of the time in no idle state at all, in percent. */
  readonly busyPercent: number | null;
  readonly frequencyKhz: number | null;
  readonly limitKhz: number | null;
  readonly governor: string | null;
  /** Energy preference: "balance_power". */
  readonly preference: string | null;
}
