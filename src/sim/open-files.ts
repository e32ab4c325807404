// SPDX-License-Identifier: MIT
import type { Commands, Files } from "../machine/doors.ts";
import { absent, failure, value } from "../machine/reading.ts";
import { WINDOWED_PIDS } from "./programs.ts";

/** The inode of a windowed program's end of its socket to the compositor; the compositor's own is one above. */
const inodeOf = (pid: number): number => 40_000 + 2 * pid;

/** `/proc/PID/fd` of the make-believe programs: of those with a window, the socket to the compositor. */
export function openFiles(path: string): Pick<Files, "list" | "link"> | undefined {
  const [, pid, descriptor] = /^\/proc\/(\d+)\/fd(?:\/(\d+))?$/u.exec(path) ?? [];
  if (pid === undefined) return undefined;
  const isWindowed = WINDOWED_PIDS.includes(Number(pid));
  return {
    list: () => value(isWindowed ? ["3"] : []),
    link: () => (isWindowed && descriptor === "3" ? value(`socket:[${inodeOf(Number(pid))}]`) : absent),
  };
}

/** Of its programs two can be run: `ss -xnH` tells which sockets are connected to which; `busctl` as the user finds an empty bus. */
export const simulatedCommands: Commands = {
  run: async ([program, ...args]) => {
    if (program === "ss") return value({ status: 0, stdout: WINDOWED_PIDS.map(lineOf).join(""), stderr: "" });
    if (!args.includes("busctl")) return failure(program, "ENOENT");
    const isListing = args.at(-1) === "list";
    return value({ status: isListing ? 0 : 1, stdout: "", stderr: isListing ? "" : "Unknown object." });
  },
};

const lineOf = (pid: number): string => `u_str ESTAB 0 0 /run/user/1000/wayland-0 ${inodeOf(pid) + 1} * ${inodeOf(pid)}\n`;
