// SPDX-License-Identifier: MIT
import type { Commands } from "../../machine/doors.ts";

/** A command that tells the system what has changed. */
export interface Step {
  readonly argv: readonly [string, ...string[]];
  readonly why: string;
}

const RELOAD: readonly Step[] = [
  { argv: ["systemctl", "daemon-reload"], why: "systemd reads the units" },
  {
    argv: ["busctl", "call", "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig"],
    why: "the bus reads its policy",
  },
  { argv: ["udevadm", "control", "--reload"], why: "udev reads the rule" },
];

export const AFTER_INSTALL: readonly Step[] = [
  ...RELOAD,
  { argv: ["systemctl", "enable", "--quiet", "travelmode-boot.service"], why: "travel mode is looked after at boot" },
  { argv: ["systemctl", "try-restart", "travelmode.service"], why: "a keeper that runs gives way to the new one, which goes on" },
];

export const BEFORE_REMOVAL: readonly Step[] = [
  { argv: ["systemctl", "stop", "travelmode.service"], why: "the keeper ends and puts everything back" },
];

export const DISABLE: readonly Step[] = [
  { argv: ["systemctl", "disable", "--quiet", "travelmode-boot.service"], why: "nothing is left at boot" },
];

export const AFTER_REMOVAL: readonly Step[] = RELOAD;

export const stepLine = ({ argv, why }: Step): string => `run     ${argv.join(" ")}   (${why})`;

/** Putting radios and connections back takes a moment. */
const STEP_MS = 60_000;

/** Carries the steps out, all of them; answers a sentence for each that failed. */
export async function carryOut(steps: readonly Step[], commands: Commands): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { argv } of steps) {
    const result = await commands.run(argv, { timeoutMs: STEP_MS });
    const why = result.kind === "value" ? failureOf(result.value) : result.kind === "error" ? result.code : "no such program";
    if (why !== null) faults.push(`${argv.join(" ")}: ${why}`);
  }
  return faults;
}

const failureOf = ({ status, stderr }: { readonly status: number; readonly stderr: string }): string | null =>
  status === 0 ? null : stderr.trim().split("\n")[0] || `ended with status ${status}`;
