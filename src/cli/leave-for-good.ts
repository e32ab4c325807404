// SPDX-License-Identifier: MIT
import { basename, dirname } from "node:path";
import { TravelError } from "../errors.ts";
import { KNOBS } from "../knobs/knobs.ts";
import { valueOr } from "../machine/reading.ts";
import { editLeave, type LeaveEdit } from "../profile/edit-leave.ts";
import { grammarsOf } from "../profile/grammars.ts";
import { configPaths } from "../profile/places.ts";
import { readSource } from "../profile/source.ts";
import { configHere } from "./profiles-here.ts";
import type { Session } from "./session.ts";

/**
 * Writes into the caller's own configuration that a knob is left alone for good, or no longer; answers the file. A link is followed, so that
 * it stays one. Throws REFUSED where the file cannot be changed by a program, or where that changes nothing.
 */
export function leaveForGood(session: Session, edit: LeaveEdit): string {
  const path = configPaths(session.caller).at(-1) ?? "";
  const files = session.filesBelow("/");
  const source = readSource(files, path, false);
  if (source.kind === "mistakes") throw refused(`${path} cannot be read, or is too large`, edit);
  const before = source.kind === "text" && source.text !== "" ? `${source.text}\n` : "";
  // What was no UTF-8 would not come back as it was.
  const edited = before.includes("\ufffd") ? null : editLeave(before, edit, grammarsOf(KNOBS));
  if (edited === null) throw refused(`${path} has mistakes, or is written in a way that only you should change`, edit);
  const real = valueOr(files.resolve(path), path);
  const stat = files.stat(real);
  const folder = session.folderAt(dirname(real), stat.kind === "value" ? { fileMode: stat.value.mode } : {});
  const written = folder.replace(basename(real), edited);
  if (written.kind === "error") throw refused(`${path} cannot be written (${written.code})`, edit);
  const stillSays = configHere(session).leave.some((id) => id === edit.knob || (!edit.left && id.startsWith(`${edit.knob}/`)));
  if (stillSays !== edit.left) throw refused("a place of it is listed by itself, or /etc/travelmode/config.toml says so", edit);
  return path;
}

const refused = (why: string, { knob, left }: LeaveEdit): TravelError =>
  new TravelError(
    "REFUSED",
    `${why}: ${left ? `write leave = ["${knob}"] into it yourself` : `take ${knob} out of its leave yourself`}`,
  );
