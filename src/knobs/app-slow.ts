// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { ANY_RULE } from "./app-rules.ts";
import { type Clearance, clearance } from "./clearance.ts";
import { type HeldApp, heldApps, whyNoApp, whyOnlyWhileOn } from "./held-apps.ts";
import type { Knob, Setting, SettingId } from "./knob.ts";
import type { RunningApp } from "./running-apps.ts";
import { slowedUnit, unslowable } from "./slowed-unit.ts";
import { readUnits, type UnitOwner } from "./systemd-units.ts";
import { mayTurnUnits } from "./unit-rights.ts";

/** Programs that get little of the CPU until travel mode ends. */
export const appSlow: Knob = appSlowWith(clearance);

/** The same by another clearance, for tests. */
export function appSlowWith(clear: Clearance): Knob {
  return {
    id: "app.slow",
    title: "Slowed programs",
    shortNames: ["slow"],
    about:
      "A slowed program gets a fifth of one CPU at most, and only what the others leave: it goes on, answers, and does not heat. Each is " +
      'named: as `travelmode top` calls it, by its desktop id, its unit or its program; "NAME when offline" only while the radios are ' +
      'off and nothing is connected; "above 20 %" means whatever uses more than that of a CPU for a minute, watched by a keeper while on ' +
      "battery, but for the program whose window has the focus, which sway, Hyprland and X11 tell and GNOME and Plasma on Wayland do not; " +
      '"not NAME" is spared. systemd is asked for it, and has the old values back when travel mode ends; a reboot does the same.' +
      "\n\nWhat a session rests on is never slowed, whatever is named; each refusal is told with its reason. A program needs a unit of its " +
      "own, as desktops give to what they start. Services of the computer need root (or a polkit rule); your own programs are slowed by " +
      "your own travel mode only, not by root's.",
    grammar: {
      words: [],
      all: true,
      text: { pattern: ANY_RULE, takes: 'the names of programs, such as "firefox" or "nextcloud when offline", or "above 20 %"' },
    },
    risk: "safe",
    minor: false,
    alsoMoves: [],
    needsTravelMode: whyOnlyWhileOn,
    find: async (machine, interest = { journaled: [], watched: false }) => {
      const held = await heldApps(machine, interest, idOf);
      const settings = await Promise.all(held.map((one) => settingOf(machine, clear, one)));
      return settings.length > 0 ? { settings } : { settings, missing: whyNoApp(interest) };
    },
  };
}

/** A unit's name with whose systemd it is; a process that has none, by itself. */
function idOf({ program: { cgroup, unit, pids } }: RunningApp): SettingId | null {
  const [only] = pids;
  if (cgroup !== null && unit !== null) return `app.slow/${managerOf(cgroup)}:${unit}`;
  return only === undefined ? null : `app.slow/process:${only.pid}:${only.startTicks}`;
}

/** "system", or the number of the user whose systemd runs it. */
const managerOf = (cgroup: string): string => /\/user@(\d+)\.service\//u.exec(cgroup)?.[1] ?? "system";

async function settingOf(machine: Machine, clear: Clearance, held: HeldApp): Promise<Setting> {
  const [, manager, unit] = /^app\.slow\/(system|\d+):(.+)$/u.exec(held.id) ?? [];
  if (manager === undefined || unit === undefined) return unslowable(held, "it has no unit of its own");
  if (manager !== "system" && (Number(manager) !== machine.caller.uid || manager === "0")) return unslowable(held, FOREIGN);
  const owner: UnitOwner = manager === "system" ? "system" : "user";
  return slowedUnit(machine, { ...held, owner, unit, clear, mayTurn: owner === "user" || (await mayTurn(machine, unit)) });
}

const FOREIGN = "a user's own program needs the user's own travel mode";

async function mayTurn(machine: Machine, name: string): Promise<boolean> {
  const units = valueOr(await readUnits(machine.bus, "system", [name]), []);
  return mayTurnUnits(
    machine,
    units.map((unit) => ({ unit })),
  );
}
