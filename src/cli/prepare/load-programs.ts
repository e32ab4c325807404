// SPDX-License-Identifier: MIT
import { TravelError } from "../../errors.ts";
import type { BigFiles } from "../../machine/big-files.ts";
import { valueOr } from "../../machine/reading.ts";
import { type Everyone, everyone } from "../../processes/facts/everyone.ts";
import { filesToLoad } from "../../processes/program-files/files-to-load.ts";
import { findProgram, type InstalledProgram } from "../../processes/program-files/find-program.ts";
import { keepLearnedFiles, readLearnedFiles } from "../../processes/program-files/learned-files.ts";
import { filesOf, instancesOf } from "../../processes/program-files/running-instance.ts";
import { whoseMenus } from "../applications-here.ts";
import type { Session } from "../session.ts";
import { learnedFolder } from "./learned-folder.ts";
import { type Amount, loadFiles } from "./load-files.ts";

/** What became of one program. */
export interface LoadedProgram extends Amount {
  readonly name: string;
  readonly isRunning: boolean;
  /** Whether it was ever seen running, so that more is known than its libraries. */
  readonly isLearned: boolean;
}

/** Told as it goes on: which program, and how much of its files (0 to 1) is read. */
export type OnProgress = (name: string, share: number) => void;

/**
 * Reads the files of these programs, so that they are in memory when the programs start; within half of the memory that is available. None is
 * run. Throws USAGE for one that is not here, REFUSED on a simulated laptop.
 */
export async function loadPrograms(session: Session, words: readonly string[], onProgress: OnProgress) {
  const { bigFiles } = session.laptop;
  if (words.length === 0) return [];
  if (bigFiles === undefined) throw new TravelError("REFUSED", "the simulated laptop has no programs that could be loaded");
  const programs = [...new Set(words)].map((word) => programTyped(session, word));
  const all = everyone(session.laptop.machine);
  let leftBytes = budgetBytes(session);
  const loaded: LoadedProgram[] = [];
  for (const program of programs) {
    const one = await loadProgram(session, { program, all, bigFiles, leftBytes }, (share) => onProgress(program.name, share));
    leftBytes -= one.bytes;
    loaded.push(one);
  }
  return loaded;
}

function programTyped(session: Session, word: string): InstalledProgram {
  const { caller, laptop } = session;
  const found = findProgram(laptop.machine.files, whoseMenus(caller), word);
  if (found !== null) return found;
  throw new TravelError(
    "USAGE",
    `there is no program "${word}" here: its path, its name, or the id of its desktop file is meant`,
  );
}

const BUDGET_SHARE = 0.5;

/** /proc/meminfo: what could be used without swapping; what is loaded is given up as soon as somebody needs the room. */
function budgetBytes({ laptop }: Session): number {
  const text = valueOr(laptop.machine.files.read("/proc/meminfo"), "");
  const availableKb = Number(/^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
  return availableKb * 1024 * BUDGET_SHARE;
}

interface ToLoad {
  readonly program: InstalledProgram;
  readonly all: Everyone;
  readonly bigFiles: BigFiles;
  readonly leftBytes: number;
}

async function loadProgram(session: Session, { program, all, bigFiles, leftBytes }: ToLoad, onShare: (share: number) => void) {
  const { machine } = session.laptop;
  const running = instancesOf(machine.files, all, program);
  const learned = learn(session, program, filesOf(machine.files, running));
  const paths = filesToLoad({ files: machine.files, bigFiles }, program, learned);
  const amount = await loadFiles({ bigFiles, files: machine.files, clock: machine.clock }, paths, {
    mostBytes: leftBytes,
    onShare,
  });
  return { ...amount, name: program.name, isRunning: running.length > 0, isLearned: learned.length > 0 };
}

/** What is seen now, or where it does not run, what was seen before. */
function learn(session: Session, { name }: InstalledProgram, seen: readonly string[]): readonly string[] {
  const folder = learnedFolder(session);
  const before = readLearnedFiles(folder).find((one) => one.name === name)?.files ?? [];
  const files = seen.length > 0 ? seen : before;
  keepLearnedFiles(folder, { name, files });
  return files;
}
