// SPDX-License-Identifier: MIT
import type { Caller, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { ANY_RULE } from "./app-rules.ts";
import { type Clearance, clearance } from "./clearance.ts";
import { type HeldApp, heldApps, whyNoApp, whyOnlyWhileOn } from "./held-apps.ts";
import type { Knob, Setting, SettingId } from "./knob.ts";
import type { RunningApp } from "./running-apps.ts";
import { slowedUnit, unslowable } from "./slowed-unit.ts";
import { readUnits, type UnitOwner } from "./systemd-units.ts";
import { mayTurnUnits } from "./unit-rights.ts";
import { type UserManager, userManagers, whoseWords } from "./user-managers.ts";

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
      "own, as desktops give to what they start. Services of the computer need root (or a polkit rule), your own programs do not; root's " +
      "travel mode slows anybody's.",
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
      const around = { clear, managers: await managersOf(machine, held) };
      const settings = await Promise.all(held.map((one) => settingOf(machine, one, around)));
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

async function settingOf(machine: Machine, held: HeldApp, { clear, managers }: Around): Promise<Setting> {
  const [, manager, unit] = UNITS_ID.exec(held.id) ?? [];
  if (manager === undefined || unit === undefined) return unslowable(held, "it has no unit of its own");
  const owner = ownerOf(manager, machine.caller);
  if (owner === null) return unslowable(held, FOREIGN);
  const isTurnable = owner !== "system" || (await mayTurn(machine, unit));
  return slowedUnit(machine, { ...held, owner, whose: whoseWords(managers, owner), unit, clear, mayTurn: isTurnable });
}

interface Around {
  readonly clear: Clearance;
  /** Those whose units are among the settings, at least. */
  readonly managers: readonly UserManager[];
}

const UNITS_ID = /^app\.slow\/(system|\d+):(.+)$/u;

/** null for a systemd that takes no orders from the caller: another user's; or root's own session, which is never slowed. */
function ownerOf(manager: string, { uid }: Caller): UnitOwner | null {
  if (manager === "system") return "system";
  if (uid === 0) return manager === "0" ? null : Number(manager);
  return Number(manager) === uid ? "user" : null;
}

const FOREIGN = "it belongs to another user's session, or to root's";

/** Only root has others' among them. */
const managersOf = async (machine: Machine, held: readonly HeldApp[]): Promise<readonly UserManager[]> =>
  machine.caller.uid === 0 && held.some(({ id }) => /\/\d+:/u.test(id)) ? userManagers(machine) : [];

async function mayTurn(machine: Machine, name: string): Promise<boolean> {
  const units = valueOr(await readUnits(machine.bus, "system", [name]), []);
  return mayTurnUnits(
    machine,
    units.map((unit) => ({ unit })),
  );
}
