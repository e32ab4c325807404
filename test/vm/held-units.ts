// SPDX-License-Identifier: MIT
import type { User, VirtualLaptop } from "./virtual-laptop.ts";

const SYSTEM = [
  "plocate-updatedb.timer",
  "borgmatic.timer",
  "dnf-makecache.timer",
  "reflector.timer",
  "packagekit.service",
  "chrony.service",
  "nagger.service",
];
const OWN = ["localsearch-3.service", "vdirsyncer.timer", "own-nagger.service"];

/** What systemd tells of a unit: its states, when its timer elapses next, whether it is enabled, and its share of the CPU. */
const PROPERTIES = "Id,ActiveState,SubState,UnitFileState,NextElapseUSecRealtime,CPUWeight,CPUQuotaPerSecUSec";

export interface HeldUnits {
  /** Each of the computer's and of alice's units with its states, one a line: to be compared. */
  show(): string;
  /** "active" or "inactive" of one unit; whose it is shows by its name. */
  state(unit: string): string;
  systemctl(...words: readonly string[]): void;
}

/** Sets the units up, and tells of them. */
export function holdUnits(laptop: VirtualLaptop, script: string): HeldUnits {
  laptop.sure("root", "bash", "-c", script);
  laptop.sure("alice", "systemctl", "--user", "daemon-reload");
  laptop.sure("alice", "systemctl", "--user", "start", ...OWN);
  const ask = (user: User, words: readonly string[]): string => laptop.run(user, "systemctl", ...words).stdout;
  const show = (): string =>
    ask("root", ["show", "-p", PROPERTIES, ...SYSTEM]) + ask("alice", ["--user", "show", "-p", PROPERTIES, ...OWN]);
  return {
    show,
    state: (unit) => (OWN.includes(unit) ? ask("alice", ["--user", "is-active", unit]) : ask("root", ["is-active", unit])).trim(),
    systemctl: (...words) => void laptop.sure("root", "systemctl", ...words),
  };
}
