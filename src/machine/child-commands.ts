// SPDX-License-Identifier: MIT
import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { Readable } from "node:stream";
import type { CommandOptions, CommandResult } from "./doors.ts";
import { describe } from "./files.ts";
import type { LiveCommands } from "./live-doors.ts";
import { programEnvironment } from "./program-environment.ts";
import { failure, type Reading, value } from "./reading.ts";
import { startProgram, statusOf } from "./running-programs.ts";

const MOST_BYTES = 1024 * 1024;

/** What a program gets between being asked to end and being killed. */
const GRACE_MS = 2000;

/**
 * Real child processes, with the output of the C locale. Of stdout and stderr the first MiB each is kept. One that outlasts its time is
 * ended (SIGTERM, then SIGKILL) and comes back as an error, ETIMEDOUT. A program that a signal ended has the status 128 + its number.
 */
export const childCommands = (): LiveCommands => ({ run: (argv, options) => runCommand(argv, options), start: startProgram });

/** The same for use within this room; the open file `lend` is the program's descriptor 3. */
export async function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  options: CommandOptions & { readonly lend?: number } = {},
): Promise<Reading<CommandResult>> {
  try {
    const { spawn } = await import("node:child_process"); // 5 ms of start-up that most commands never need
    return await finish(program, spawn(program, args, spawnOptions(options)), options.timeoutMs);
  } catch (error) {
    return describe(program, error);
  }
}

function spawnOptions({ inherit = false, lend }: CommandOptions & { readonly lend?: number }): SpawnOptions {
  return {
    stdio: inherit ? "inherit" : ["ignore", "pipe", "pipe", ...(lend === undefined ? [] : [lend])],
    env: programEnvironment(),
  };
}

function finish(program: string, child: ChildProcess, timeoutMs: number | undefined): Promise<Reading<CommandResult>> {
  const stdout = gather(child.stdout);
  const stderr = gather(child.stderr);
  let lift = (): void => {};
  const end = new Promise<Reading<CommandResult>>((resolve, reject) => {
    if (timeoutMs !== undefined) lift = limitTime(child, timeoutMs, () => resolve(overdue(program, timeoutMs)));
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(value({ status: statusOf(code, signal), stdout: stdout(), stderr: stderr() })));
  });
  return end.finally(() => lift());
}

const overdue = (program: string, timeoutMs: number): Reading<never> =>
  failure(program, "ETIMEDOUT", `${program} was not done within ${timeoutMs} ms and was ended.`);

/** Reads on past the limit, so that the program does not block on a full pipe. */
function gather(stream: Readable | null): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream?.on("data", (chunk: Buffer) => {
    if (length < MOST_BYTES) chunks.push(chunk.subarray(0, MOST_BYTES - length));
    length += chunk.length;
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

/** Ends the child when its time is over, and lets go of it even if it cannot be killed or its own children keep the pipes open. */
function limitTime(child: ChildProcess, timeoutMs: number, giveUp: () => void): () => void {
  let kill: NodeJS.Timeout | undefined;
  const letGo = (): void => {
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.unref();
    giveUp();
  };
  const timer = setTimeout(() => {
    if (!child.kill("SIGTERM")) return letGo();
    child.once("exit", letGo);
    kill = setTimeout(() => {
      child.kill("SIGKILL");
      letGo();
    }, GRACE_MS);
  }, timeoutMs);
  return () => {
    clearTimeout(timer);
    clearTimeout(kill);
  };
}
