// SPDX-License-Identifier: MIT
import { dirname, join } from "node:path";
import { TravelError } from "../../errors.ts";
import type { InstallerFiles } from "../../machine/installer-files.ts";
import { valueOr } from "../../machine/reading.ts";
import type { Run, Session } from "../session.ts";
import { wantedFrom } from "./install-plan.ts";
import { install, type Prepared, prepare } from "./installation.ts";
import { LOCAL, SOURCES } from "./layout.ts";
import { nodeForRoot, refuseIfNotOurs, refuseUnbuilt } from "./permission.ts";
import { AFTER_INSTALL, carryOut } from "./steps.ts";
import { onDisk, tellEnd, tellPlan } from "./telling.ts";

/** `travelmode install` through a given door. */
export const installing =
  (files: InstallerFiles): Run =>
  async (session, input) => {
    refuseIfNotOurs("install", session, input, files);
    const prepared = preparedFrom(session, files);
    const { foreign, kept } = prepared;
    if (foreign.length > 0)
      throw new TravelError(
        "REFUSED",
        `these are here already and not travelmode's; move them away first: ${foreign.join(", ")}`,
      );
    if (input.flag("dry-run")) return tellPlan(session, installLines(prepared), AFTER_INSTALL);
    onDisk(() => install(prepared, files));
    const faults = await carryOut(AFTER_INSTALL, session.laptop.machine.commands);
    return tellEnd(session, { headline: installed(prepared), kept, faults });
  };

const installed = ({ before, write }: Prepared): string =>
  before.files.size > 0
    ? `travelmode is renewed: ${write.length} files.`
    : `travelmode is installed: ${write.length} files. Now everybody here can type: travelmode on`;

function preparedFrom({ shippedProfiles, self }: Session, files: InstallerFiles): Prepared {
  const folder = dirname(shippedProfiles);
  const present = presentIn(folder, files);
  refuseUnbuilt(present, folder);
  const node = nodeForRoot(self[0], files);
  return prepare(
    wantedFrom(present, (name) => contents(files, join(folder, name)), { layout: LOCAL, node }),
    files,
  );
}

function presentIn(folder: string, files: InstallerFiles): readonly string[] {
  const below = (name: string): readonly string[] =>
    valueOr(files.filesBelow(join(folder, name)), []).map((inner) => join(name, inner));
  return [...SOURCES.folders.flatMap(below), ...SOURCES.files.filter((name) => files.exists(join(folder, name)))];
}

function contents(files: InstallerFiles, path: string): Uint8Array {
  const bytes = files.read(path);
  if (bytes.kind === "value") return bytes.value;
  throw new TravelError(
    "REFUSED",
    `${path} cannot be read (${bytes.kind === "error" ? bytes.code : "it is gone"}); nothing was changed`,
  );
}

const installLines = ({ folders, write, wanted, kept, stale }: Prepared): readonly string[] => [
  ...folders.map((path) => `folder  ${path}`),
  ...write.map(({ from, to }) => `file    ${to}   (${from})`),
  `link    ${wanted.link.path} -> ${wanted.link.target}`,
  ...kept.map((path) => `keep    ${path}   (changed by hand)`),
  ...stale.map((path) => `remove  ${path}   (no longer needed)`),
];
