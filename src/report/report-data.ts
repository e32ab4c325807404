// SPDX-License-Identifier: MIT
import type { TimeLeft } from "../forecast/forecast.ts";
import type { Saving } from "../forecast/savings.ts";
import type { Discharge } from "../history/discharge.ts";

/** All that the page tells. */
export interface ReportData {
  readonly madeAtMs: number;
  readonly version: string;
  /** The past is made up: a simulated laptop's. */
  readonly isMadeUp: boolean;
  /** Those that are worth a row, the newest last; the newest is shown in full. */
  readonly discharges: readonly Discharge[];
  readonly outlook: Outlook | null;
  readonly savings: readonly NamedSaving[];
  /** null: nobody looked, or it could not be told. */
  readonly consumers: ConsumersNow | null;
}

/** Who used the power while the page was made, the hungriest first, and all together last. */
export interface ConsumersNow {
  /** What the power was measured by, and over how long; or why it could not be. */
  readonly measured: string;
  readonly rows: readonly ConsumerRow[];
}

/** One of them, with what it used as people read it; "" where there is nothing to be told. */
export interface ConsumerRow {
  readonly name: string;
  readonly power: string;
  readonly cpu: string;
  readonly wakeups: string;
}

/** What the forecast said of the newest, at a moment of it. */
export interface Outlook {
  readonly atMs: number;
  readonly fromPercent: number;
  readonly left: TimeLeft;
  /** The same as a sentence's words: "about 5 h 10 min left (likely 4 h to 6 h)". */
  readonly words: string;
  /** The level at which the system acts. */
  readonly endPercent: number;
}

/** A saving with its setting's title. */
export interface NamedSaving extends Saving {
  readonly title: string;
}
