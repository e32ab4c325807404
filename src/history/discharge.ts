// SPDX-License-Identifier: MIT
import type { Look, ModeTurned } from "./record.ts";

/** One time on battery, from the charger's end to the next: what is known of it. */
export interface Discharge {
  /** Which battery; null where nobody has told. */
  readonly battery: string | null;
  readonly fullWh: number | null;
  /** In the order of time, no two at one moment; at least one. */
  readonly looks: readonly [Look, ...Look[]];
  /** Times without looks, in the order of time. */
  readonly pauses: readonly Pause[];
  /** What was turned meanwhile. */
  readonly turned: readonly ModeTurned[];
  /** Whether it has ended; the newest may go on. */
  readonly over: boolean;
}

/** A time without looks, between the last before it and the first after it. */
export interface Pause {
  /** `unseen`: nobody watched, whatever the machine did. */
  readonly kind: "asleep" | "off" | "unseen";
  readonly before: Look;
  readonly after: Look;
}
