// SPDX-License-Identifier: MIT
import { absent, mapReading, rawText } from "../machine/reading.ts";
import { encodeFreeze, FROZEN, type FreezeContext, showFreeze } from "./freeze-values.ts";
import type { HeldApp } from "./held-apps.ts";
import type { Setting } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";

/** Where the kernel shows a control group. */
export const groupFolder = (cgroup: string): string => `/sys/fs/cgroup${cgroup}`;

interface Group extends HeldApp {
  readonly cgroup: string;
  readonly inode: number;
}

/**
 * A program's own control group as a setting: its cgroup.freeze (Documentation/admin-guide/cgroup-v2.rst), which says what is asked of
 * it; a process that waits for a disk stands still a moment later.
 */
export function frozenGroup({ machine, clear, watched }: FreezeContext, { id, app, cgroup, inode, said }: Group): Setting {
  const { files } = machine;
  const path = `${groupFolder(cgroup)}/cgroup.freeze`;
  const isSame = (): boolean => {
    const folder = files.stat(groupFolder(cgroup));
    return folder.kind === "value" && folder.value.inode === inode;
  };
  return {
    id,
    knob: "app.freeze",
    place: app?.title ?? cgroup.slice(cgroup.lastIndexOf("/") + 1),
    lasts: "boot",
    enterRank: ENTER.freeze,
    restoreRank: () => RESTORE.thaw,
    read: async () => (isSame() ? mapReading(files.read(path), rawText) : absent),
    encode: (wish, original) => encodeFreeze(said(wish), original, watched),
    ways: [{ kind: "file", name: "cgroup", path }],
    show: showFreeze,
    standsAlone: true,
    mortal: true,
    alwaysBack: true,
    refusals: async (to) =>
      to === FROZEN ? clear(machine, { pids: [], cgroup, unit: app?.program.unit ?? null }, "freeze") : [],
  };
}
