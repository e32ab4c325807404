// SPDX-License-Identifier: MIT
import { packagesAtWork } from "../../knobs/package-locks.ts";
import type { Files } from "../../machine/doors.ts";
import type { WorkKind } from "../../processes/forgettable-work.ts";
import type { Forgotten } from "../../processes/recognise.ts";
import { type Check, checks } from "./check.ts";

/** What costs much as long as it runs; the rest is held back by `on`, or costs little. */
const HUNGRY: ReadonlySet<WorkKind> = new Set(["virtual-machine", "container", "build", "video-call"]);

/** What runs on and will eat the battery. */
export function checkRunning(forgotten: readonly Forgotten[]): readonly Check[] {
  const { ok, said, toDo } = checks("running");
  const work = forgotten.filter(({ kind }) => kind !== "download");
  if (work.length === 0) return [ok("nothing that is often forgotten")];
  return work.map(({ kind, name, why, action }) => (HUNGRY.has(kind) ? toDo : said)(`${name}: ${why}`, action));
}

/** What is being downloaded, or installed. */
export function checkDownloads(forgotten: readonly Forgotten[], files: Files): readonly Check[] {
  const { ok, toDo } = checks("downloads");
  const packages = packagesAtWork(files);
  const found = [
    ...(packages === undefined ? [] : [toDo(packages, "let it finish while plugged in")]),
    ...forgotten.flatMap(({ kind, name, why, action }) => (kind === "download" ? [toDo(`${name}: ${why}`, action)] : [])),
  ];
  return found.length === 0 ? [ok("none that can be seen")] : found;
}
