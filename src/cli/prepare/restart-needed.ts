// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { type Check, checks } from "./check.ts";

const { ok, said, toDo } = checks("restart");

const RESTART = "restart while plugged in";

/** Whether the system waits for a restart: by the mark that Debian's packages leave, and by the kernels that are installed. */
export function checkRestart(files: Files): Check {
  if (files.stat("/run/reboot-required").kind === "value") return toDo(`needed for ${packages(files)}`, RESTART);
  const running = valueOr(files.read("/proc/sys/kernel/osrelease"), "");
  const installed: readonly string[] = valueOr(files.list("/usr/lib/modules"), valueOr(files.list("/lib/modules"), []));
  if (running === "" || installed.length === 0) return ok("none is asked for");
  if (!installed.includes(running))
    return toDo("the running kernel's modules are gone: what is plugged in may not work", RESTART);
  const newest = installed
    .filter((other) => flavourOf(other) === flavourOf(running))
    .toSorted(byVersion)
    .at(-1);
  if (newest === undefined || newest === running) return ok("none is needed");
  return said(`a newer kernel waits for one (${newest})`, "better now than on the way");
}

/** "6.1.0-56-amd64": its last word; kernels of another flavour are beside it, not newer. */
const flavourOf = (release: string): string => /[a-z][\w+.]*$/.exec(release)?.[0] ?? "";

/** 6.1.0-9 before 6.1.0-56 before 6.10.0-1, number by number. */
function byVersion(one: string, other: string): number {
  const [ones = [], others = []] = [one, other].map((release) => (release.match(/\d+/g) ?? []).map(Number));
  const index = ones.findIndex((number, place) => number !== (others[place] ?? -1));
  return index === -1 ? ones.length - others.length : (ones[index] ?? 0) - (others[index] ?? -1);
}

const MOST_PACKAGES = 3;

function packages(files: Files): string {
  const lines = valueOr(files.read("/run/reboot-required.pkgs"), "").split("\n");
  const names = [...new Set(lines.filter((line) => line !== ""))];
  if (names.length === 0) return "an update";
  const more = names.length > MOST_PACKAGES ? ` and ${names.length - MOST_PACKAGES} more` : "";
  return `${names.slice(0, MOST_PACKAGES).join(", ")}${more}`;
}
