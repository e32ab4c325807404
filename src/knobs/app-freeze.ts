// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { NAME_RULE } from "./app-rules.ts";
import { type Clearance, clearance } from "./clearance.ts";
import type { FreezeContext } from "./freeze-values.ts";
import { frozenGroup, groupFolder } from "./frozen-group.ts";
import { frozenProcess } from "./frozen-process.ts";
import { type HeldApp, heldApps, whyNoApp, whyOnlyWhileOn } from "./held-apps.ts";
import type { Interest, Knob, Setting, SettingId } from "./knob.ts";
import type { RunningApp } from "./running-apps.ts";

/** Programs that stand still until travel mode ends. */
export const appFreeze: Knob = appFreezeWith(clearance);

/** The same by another clearance, for tests. */
export function appFreezeWith(clear: Clearance): Knob {
  return {
    id: "app.freeze",
    title: "Frozen programs",
    shortNames: ["freeze"],
    about:
      "A frozen program stands still: it uses no CPU, answers nobody, and goes on where it was when it is thawed. Each is named by you: as " +
      '`travelmode top` calls it, by its desktop id, its unit or its program; "NAME when offline" only while the radios are off and ' +
      'nothing is connected; "not NAME" for what is to be spared. All is thawed before sleep and shutdown, when travel mode ends, after ' +
      "a crash, by `travelmode thaw NAME`, and by the button of the notification that tells of it; so it needs a keeper that watches. A " +
      "connection to a server may be lost meanwhile, and a window does not move: to slow a program (app.slow) is gentler.\n\n" +
      "What a session rests on is never frozen, whatever is named: the desktop, screen lockers, keyrings, sound, the network, terminals " +
      "and what runs in their foreground, what others call on the bus, what holds a lock or an inhibitor, package managers, backups, and " +
      "what cannot be found out about. Each refusal is told with its reason. Your own programs need no root.",
    grammar: {
      words: [],
      all: true,
      text: { pattern: NAME_RULE, takes: 'the names of programs, such as "syncthing" or "nextcloud when offline"' },
    },
    risk: "risky",
    minor: false,
    alsoMoves: [],
    needsTravelMode: whyOnlyWhileOn,
    find: async (machine, interest = NO_INTEREST) => {
      const held = await heldApps(machine, interest, (app) => idOf(machine, app));
      const settings = held.flatMap((one) => settingOf({ machine, clear, watched: interest.watched }, one));
      return settings.length > 0 ? { settings } : { settings, missing: whyNoApp(interest) };
    },
  };
}

const NO_INTEREST: Interest = { journaled: [], watched: false };

/** A control group of its own, as it is now: one that is made anew under the same name is another one. Else the process itself. */
function idOf({ files }: Machine, { program: { cgroup, pids } }: RunningApp): SettingId | null {
  const [only] = pids;
  if (cgroup === null) return only === undefined ? null : `app.freeze/process:${only.pid}:${only.startTicks}`;
  const folder = valueOr(files.stat(groupFolder(cgroup)), null);
  return folder === null ? null : `app.freeze/cgroup:${folder.inode}:${cgroup}`;
}

function settingOf(context: FreezeContext, held: HeldApp): readonly Setting[] {
  const [, inode, cgroup] = /^app\.freeze\/cgroup:(\d+):(\/.+)$/u.exec(held.id) ?? [];
  if (inode !== undefined && cgroup !== undefined) return [frozenGroup(context, { ...held, inode: Number(inode), cgroup })];
  const [, pid, startTicks] = /^app\.freeze\/process:(\d+):(\d+)$/u.exec(held.id) ?? [];
  if (pid === undefined) return [];
  return [frozenProcess(context, { ...held, process: { pid: Number(pid), startTicks: Number(startTicks) } })];
}
