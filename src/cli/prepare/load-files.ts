// SPDX-License-Identifier: MIT
import type { BigFiles } from "../../machine/big-files.ts";
import type { Clock, Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";

/** What was read, and what that is worth. */
export interface Amount {
  readonly files: number;
  readonly bytes: number;
  /** How much of it came from the disk; the rest was in memory. null where the kernel does not tell. */
  readonly fromDiskBytes: number | null;
  /** How long reading took now, and how long once everything was in memory: the difference is what a start no longer waits for. */
  readonly firstMs: number;
  readonly againMs: number;
  /** Whether there was more than the memory would have held. */
  readonly isCut: boolean;
}

interface Doors {
  readonly bigFiles: BigFiles;
  readonly files: Files;
  readonly clock: Clock;
}

interface How {
  readonly mostBytes: number;
  readonly onShare: (share: number) => void;
}

/** Reads the files one after the other until the room is used, then once more, which tells how long it takes without the disk. */
export async function loadFiles(doors: Doors, paths: readonly string[], { mostBytes, onShare }: How): Promise<Amount> {
  const before = readFromDisk(doors.files);
  const first = await readAll(doors, paths, { mostBytes, onShare });
  const after = readFromDisk(doors.files);
  const again = await readAll(doors, paths, { mostBytes, onShare: () => {} });
  return {
    files: first.files,
    bytes: first.bytes,
    fromDiskBytes: before === null || after === null ? null : after - before,
    firstMs: first.ms,
    againMs: again.ms,
    isCut: first.isCut,
  };
}

async function readAll({ bigFiles, clock }: Doors, paths: readonly string[], { mostBytes, onShare }: How) {
  const begunMs = clock.now();
  let [bytes, files] = [0, 0];
  for (const [index, path] of paths.entries()) {
    onShare(index / paths.length);
    if (bytes >= mostBytes) break;
    const read = await bigFiles.readThrough(path, mostBytes - bytes);
    if (read.kind !== "value") continue;
    bytes += read.value;
    files += 1;
  }
  return { files, bytes, ms: clock.now() - begunMs, isCut: bytes >= mostBytes };
}

/** proc_pid_io(5): what this process has caused to be fetched from storage. */
function readFromDisk(files: Files): number | null {
  const found = /^read_bytes: (\d+)$/m.exec(valueOr(files.read("/proc/self/io"), ""))?.[1];
  return found === undefined ? null : Number(found);
}
