// SPDX-License-Identifier: MIT
import type { ProcessKey } from "../../machine/processes.ts";

/** A program with all its processes, as one would hold it. */
export interface Program {
  /** The processes that are meant. Whatever else lives in the cgroup or below it would be held as well, so it counts, too. */
  readonly pids: readonly ProcessKey[];
  /** Its own control group ("/user.slice/.../app-x.scope"), where the whole of it would be held; null where it shares one with strangers. */
  readonly cgroup: string | null;
  readonly unit: string | null;
}
