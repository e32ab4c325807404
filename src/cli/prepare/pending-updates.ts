// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";
import { type Check, checks } from "./check.ts";

const { ok, said, toDo } = checks("updates");

/** systemd.offline-updates(7): where one of these links is there at the next boot, updates are installed instead of starting as usual. */
const AT_NEXT_BOOT: readonly string[] = ["/system-update", "/etc/system-update"];

/** What PackageKit has downloaded and would install if it were told to. */
const PREPARED = "/var/lib/PackageKit/prepared-update";

/** Updates that would be installed at a moment that the traveller does not choose. */
export function checkUpdates(files: Files): Check {
  if (AT_NEXT_BOOT.some((path) => files.link(path).kind === "value"))
    return toDo("the next start would install updates, however little is left in the battery", "restart now, while plugged in");
  if (files.stat(PREPARED).kind === "value")
    return said("some are downloaded, to be installed at a restart", "install them now, or not before you are back");
  return ok("none waits for the next start");
}
