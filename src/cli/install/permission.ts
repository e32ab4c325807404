// SPDX-License-Identifier: MIT
import { TravelError } from "../../errors.ts";
import type { InstallerFiles } from "../../machine/installer-files.ts";
import type { Input, Session } from "../session.ts";
import { DEBIAN, NEEDED } from "./layout.ts";

/** Throws unless root asks, on the real machine, and no package manager has charge of travelmode; `--dry-run` is for everybody. */
export function refuseIfNotOurs(name: string, session: Session, input: Input, files: InstallerFiles): void {
  const { laptop } = session;
  if (laptop.simulation !== undefined)
    throw new TravelError("USAGE", `a simulated laptop has nothing to ${name}: leave --sim out`);
  if (files.exists(DEBIAN.program))
    throw new TravelError("REFUSED", `travelmode is here as a package (${DEBIAN.program}): ${BY_PACKAGE[name] ?? ""}`);
  if (laptop.machine.caller.uid !== 0 && !input.flag("dry-run"))
    throw new TravelError("REFUSED", `only root may ${name} travelmode: sudo travelmode ${name}`);
}

const BY_PACKAGE: Readonly<Record<string, string>> = {
  install: "it is installed already; a newer version comes as a newer package",
  uninstall: "sudo apt remove travelmode",
};

/** Throws REFUSED for a package that is not built. */
export function refuseUnbuilt(present: readonly string[], folder: string): void {
  const missing = NEEDED.find((name) => !present.includes(name));
  if (missing === undefined) return;
  throw new TravelError(
    "REFUSED",
    `travelmode is not built: ${folder}/${missing} is missing; run "npm run build" in ${folder} first`,
  );
}

/** The Node that root's service may run. Throws REFUSED for one in a home, in a folder for everybody, or that others may change. */
export function nodeForRoot(path: string, files: InstallerFiles): string {
  const trusted = files.trusted(path);
  if (trusted.kind === "value" && !PASSING.test(trusted.value)) return trusted.value;
  const why = trusted.kind === "error" ? (trusted.detail ?? trusted.code) : "it lies where nothing stays or homes are";
  throw new TravelError(
    "REFUSED",
    `a service of root must not run ${path}: ${why}. Install Node for the whole computer (Debian: apt install nodejs, 20 or later) ` +
      "and use that one: sudo /usr/bin/node bin/travelmode install",
  );
}

const PASSING = /^\/(?:home|root|tmp|var\/tmp|dev\/shm|run)\//;
