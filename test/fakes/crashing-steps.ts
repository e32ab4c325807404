// SPDX-License-Identifier: MIT
import { type DurableSteps, durableSteps } from "../../src/machine/durable-steps.ts";

export interface CrashingSteps extends DurableSteps {
  /** The steps that were begun, in order: "write", "sync", "rename" ... */
  readonly taken: string[];
}

/**
 * The real steps up to the one with this number (from 1); that one is half done (a write) or not at all, and nothing
 * after it happens, as if the process had died. Without a number nothing crashes.
 */
export function crashingSteps(crashAt = Number.POSITIVE_INFINITY): CrashingSteps {
  const taken: string[] = [];
  const alive = (step: string): void => {
    taken.push(step);
    if (taken.length >= crashAt) throw Object.assign(new Error(`crash at ${step}`), { code: "CRASH" });
  };
  return {
    taken,
    write(descriptor, bytes) {
      if (taken.length + 1 === crashAt) durableSteps.write(descriptor, bytes.subarray(0, bytes.length / 2));
      alive("write");
      return durableSteps.write(descriptor, bytes);
    },
    sync(descriptor) {
      alive("sync");
      durableSteps.sync(descriptor);
    },
    rename(from, to) {
      alive("rename");
      durableSteps.rename(from, to);
    },
    syncFolder(path) {
      alive("syncFolder");
      durableSteps.syncFolder(path);
    },
    unlink(path) {
      alive("unlink");
      durableSteps.unlink(path);
    },
  };
}
