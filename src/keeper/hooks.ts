// SPDX-License-Identifier: MIT
import type { CommandResult, Files, Machine } from "../machine/doors.ts";
import type { Reading } from "../machine/reading.ts";

/** Where root keeps programs that are run after a change. */
const HOOKS_FOLDER = "/etc/travelmode/hooks.d";

const LONGEST_MS = 10_000;
const LONGEST_OF_ALL_MS = 30_000;

/** What package managers and editors leave behind, executable as it was. */
const LEFT_BEHIND = /^\.|~$|\.(dpkg|rpm|ucf)-?\w+$/;

/**
 * Runs root's executables in the hooks folder one after another, in the order of their names, as `HOOK EVENT PROFILE`. Each has 10 s, all
 * together 30 s. Answers a sentence for each that was refused or failed; never throws. An ordinary user's keeper runs none.
 */
export async function runHooks(machine: Machine, event: "on" | "off" | "switch", profile: string): Promise<readonly string[]> {
  const { files, caller } = machine;
  const names = caller.uid === 0 ? files.list(HOOKS_FOLDER) : null;
  if (names?.kind !== "value" || names.value.length === 0) return [];
  const unsafe = faultOfFolder(files);
  if (unsafe !== null) return [`No hook was run: ${unsafe}`];
  const paths = names.value.filter((name) => !LEFT_BEHIND.test(name)).map((name) => `${HOOKS_FOLDER}/${name}`);
  return runAll(machine, paths, [event, profile]);
}

/** Whoever may write the folder, or the one above it, may put in what root then runs. */
function faultOfFolder(files: Files): string | null {
  if (isLink(files, HOOKS_FOLDER)) return `${HOOKS_FOLDER} is reached by a link.`;
  const open = ["/etc/travelmode", HOOKS_FOLDER].find((path) => !isRootsOwn(files, path));
  return open === undefined ? null : `${open} must belong to root, and nobody else may write it.`;
}

async function runAll({ files, commands, clock }: Machine, paths: readonly string[], args: readonly string[]) {
  const endMs = clock.now() + LONGEST_OF_ALL_MS;
  const troubles: string[] = [];
  for (const path of paths.filter((one) => isProgram(files, one))) {
    const timeoutMs = Math.min(LONGEST_MS, endMs - clock.now());
    const trouble = faultOfFile(files, path, timeoutMs) ?? troubleOf(await commands.run([path, ...args], { timeoutMs }));
    if (trouble !== null) troubles.push(`The hook ${path} ${trouble}`);
  }
  return troubles;
}

/** Whether it is meant to be run: neither a folder nor a file without the permission, such as a README. */
function isProgram(files: Files, path: string): boolean {
  const stat = files.stat(path);
  return stat.kind === "value" && (stat.value.mode & 0o111) !== 0 && files.list(path).kind !== "value";
}

function faultOfFile(files: Files, path: string, timeoutMs: number): string | null {
  if (isLink(files, path)) return "was not run: it is a link; put the program itself there.";
  if (!isRootsOwn(files, path)) return "was not run: it must belong to root, and nobody else may write it.";
  return timeoutMs > 0 ? null : `was not run: those before it took ${LONGEST_OF_ALL_MS / 1000} s.`;
}

function isLink(files: Files, path: string): boolean {
  const resolved = files.resolve(path);
  return resolved.kind !== "value" || resolved.value !== path;
}

function isRootsOwn(files: Files, path: string): boolean {
  const stat = files.stat(path);
  return stat.kind === "value" && stat.value.uid === 0 && (stat.value.mode & 0o022) === 0;
}

const MOST_LETTERS = 200;

function troubleOf(result: Reading<CommandResult>): string | null {
  if (result.kind !== "value") return result.kind === "error" ? `failed: ${result.detail ?? result.code}` : "is gone.";
  const { status, stderr } = result.value;
  if (status === 0) return null;
  const said = (stderr.trim().split("\n")[0] ?? "").slice(0, MOST_LETTERS);
  return `ended with status ${status}${said === "" ? "." : `: ${said}`}`;
}
