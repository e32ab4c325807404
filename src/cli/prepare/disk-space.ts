// SPDX-License-Identifier: MIT
import type { Files, Space } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { type Check, checks } from "./check.ts";

const { ok, toDo } = checks("disk");

const GB = 1e9;
const LITTLE_BYTES = 1 * GB;
const LITTLE_SHARE = 0.03;

/** Whether the system's disk and that of the caller's files have room; nothing where neither tells. */
export function checkDisk(files: Files, home: string): readonly Check[] {
  const known = ["/", home].flatMap((path) => spaceAt(files, path));
  const full = known.filter(({ freeBytes, totalBytes }) => freeBytes < Math.max(LITTLE_BYTES, LITTLE_SHARE * totalBytes));
  const [first] = full;
  if (first !== undefined)
    return [toDo(`only ${gigabytes(first)} are free on ${first.path}`, "make room, or nothing can be saved on the way")];
  return known.length === 0 ? [] : [ok(`${gigabytes(smallest(known))} are free`)];
}

type Place = Space & { readonly path: string };

/** A file system without blocks (of a container, say) has no room that could be told. */
function spaceAt(files: Files, path: string): readonly Place[] {
  const space = valueOr(files.space(path), null);
  return space === null || space.totalBytes === 0 ? [] : [{ ...space, path }];
}

const gigabytes = ({ freeBytes }: Space): string => `${(freeBytes / GB).toFixed(1)} GB`;

const smallest = (places: readonly Place[]): Space =>
  places.reduce<Space>((least, one) => (one.freeBytes < least.freeBytes ? one : least), {
    freeBytes: Number.POSITIVE_INFINITY,
    totalBytes: 0,
  });
