// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import type { Ended, User, VirtualLaptop } from "./virtual-laptop.ts";

/** Somebody who types `travelmode` commands: bob is an ordinary user who puts sudo in front. */
export interface Typist {
  readonly who: string;
  readonly type: (...command: readonly string[]) => Ended;
}

export const typist = (laptop: VirtualLaptop, user: User, ...before: readonly string[]): Typist => ({
  who: [user, ...before].join(" with "),
  type: (...command) => laptop.run(user, ...before, "travelmode", ...command),
});

export const BACKLIGHT = "/sys/class/backlight/acpi_video0/brightness";

/** What a snapshot has that an earlier one has not: values by the name of their setting. */
export function changed(before: string, now: string): ReadonlyMap<string, string> {
  const old = new Set(before.split("\n"));
  const lines = now.split("\n").filter((line) => !old.has(line));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/** Complains with the lines that differ; whole snapshots would fill the screen. */
export function assertSame(now: string, before: string, said: Ended | undefined = undefined): void {
  const lost = [...changed(now, before)].map(([setting, value]) => `was ${setting}=${value}`);
  const come = [...changed(before, now)].map(([setting, value]) => `now ${setting}=${value}`);
  assert.ok(now === before, [...lost, ...come, said?.stdout, said?.stderr].join("\n"));
}
