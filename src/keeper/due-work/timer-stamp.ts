// SPDX-License-Identifier: MIT
import { isAbsolute, join } from "node:path";
import { managersEnvironment } from "../../knobs/systemd-units.ts";
import { type Argv, asUser } from "../../machine/as-user.ts";
import type { Files, Machine } from "../../machine/doors.ts";
import type { HeldTimer } from "./held-timers.ts";

/** The file whose time of change is when a persistent timer last elapsed (systemd.timer(5), Persistent=). */
export interface TimerStamp {
  /** Milliseconds since 1970; null where there is none, or it cannot be told. */
  elapsedMs(): Promise<number | null>;
  /** Whether it was taken. */
  set(atMs: number): Promise<boolean>;
}

/** A timer's stamp. That of a user's, for root, is read and set as that user: root opens nothing in a home, where links lead anywhere. */
export function stampOf(machine: Machine, { owner, timer }: Pick<HeldTimer, "owner" | "timer">): TimerStamp {
  const { files, caller } = machine;
  if (owner === "system") return fileStamp(files, join("/var/lib/systemd/timers", `stamp-${timer}`));
  if (owner === "user") return fileStamp(files, stampIn(caller.env["XDG_DATA_HOME"], caller.home, timer));
  return usersStamp(machine, owner, timer);
}

/** Below the user's folder for data (XDG Base Directory Specification: a path that is not absolute counts for none). */
const stampIn = (data: string | undefined, home: string, timer: string): string =>
  join(data !== undefined && isAbsolute(data) ? data : join(home, ".local/share"), "systemd/timers", `stamp-${timer}`);

const fileStamp = (files: Files, path: string): TimerStamp => ({
  elapsedMs: async () => {
    const found = files.stat(path);
    return found.kind === "value" ? found.value.modifiedMs : null;
  },
  set: async (atMs) => files.setModified(path, atMs).kind === "done",
});

const TIMEOUT_MS = 10_000;

/** By coreutils, where that user's systemd says that its files are. */
function usersStamp(machine: Machine, uid: number, timer: string): TimerStamp {
  const asked = async (argv: (path: string) => Argv): Promise<string | null> => {
    const environment = await managersEnvironment(machine.bus, uid);
    const home = environment?.get("HOME");
    if (home === undefined || !isAbsolute(home)) return null;
    const path = stampIn(environment?.get("XDG_DATA_HOME"), home, timer);
    const done = await machine.commands.run(asUser(uid, argv(path), { answers: true }), { timeoutMs: TIMEOUT_MS });
    return done.kind === "value" && done.value.status === 0 ? done.value.stdout : null;
  };
  return {
    elapsedMs: async () => {
      const [, seconds] =
        /^(\d{1,12}\.\d{3})\n?$/u.exec((await asked((path) => ["stat", "--format=%.3Y", "--", path])) ?? "") ?? [];
      return seconds === undefined ? null : Math.round(Number(seconds) * 1000);
    },
    set: async (atMs) =>
      (await asked((path) => ["touch", "--no-create", `--date=@${(atMs / 1000).toFixed(3)}`, "--", path])) !== null,
  };
}
