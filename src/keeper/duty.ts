// SPDX-License-Identifier: MIT
import type { Alarms } from "./alarms.ts";
import type { Course } from "./course.ts";
import type { KeeperEvent } from "./keeper.ts";
import type { OneByOne } from "./one-by-one.ts";

/** What every act of the keeper is handed. */
export interface Duty {
  readonly course: Course;
  /** Acts that change settings, in their order. */
  readonly queue: OneByOne;
  readonly alarms: Alarms;
  /** Who is being served: while somebody is, it stays. */
  readonly visitors: Set<symbol>;
  tell(event: KeeperEvent): void;
  /** Called when there is nothing more to watch. */
  retire(): void;
}
