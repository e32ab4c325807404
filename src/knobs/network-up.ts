// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

/** Whether any network interface with hardware of its own is connected; one that does not tell counts as such. */
export const isNetworkUp = (files: Files): boolean =>
  valueOr(files.list("/sys/class/net"), [])
    .map((name) => `/sys/class/net/${name}`)
    .some((folder) => files.resolve(`${folder}/device`).kind === "value" && !DOWN.has(stateOf(files, folder)));

const stateOf = (files: Files, folder: string): string => valueOr(files.read(`${folder}/operstate`), "unknown");

/** RFC 2863 as the kernel spells it. */
const DOWN: ReadonlySet<string> = new Set(["down", "lowerlayerdown", "notpresent", "dormant"]);
