// SPDX-License-Identifier: MIT
import type { Arrival } from "../../text/arrival-words.ts";

/** One line of the checklist before leaving. */
export interface Check {
  readonly topic: CheckTopic;
  /** `ok`: nothing to do. `to do`: should be done before leaving. `said`: worth knowing. */
  readonly state: "ok" | "to do" | "said";
  readonly sentence: string;
  /** What to do or type; null where there is nothing. */
  readonly advice: string | null;
}

/** What is looked at, in the order of the list, with the title of its line. What comes first is the first to be done. */
export const CHECK_TITLES = {
  level: "Battery",
  limit: "Charge limit",
  lasting: "Will it last",
  health: "Health",
  sleep: "Asleep",
  programs: "Programs",
  radios: "Radios",
  running: "Running",
  downloads: "Downloads",
  charging: "Charges from here",
  plugged: "Plugged in",
  due: "Due work",
  updates: "Updates",
  restart: "Restart",
  disk: "Disk",
} as const;

export type CheckTopic = keyof typeof CHECK_TITLES;

/** The journey as it was typed. */
export interface Journey {
  readonly nowMs: number;
  /** For how long it has to last; null where that was not told. */
  readonly lastMs: number | null;
  /** When it begins, and the charger is unplugged; null where that was not told. */
  readonly by: Arrival | null;
}

/** Makes the lines of a topic. */
export const checks = (topic: CheckTopic) => ({
  ok: (sentence: string): Check => ({ topic, state: "ok", sentence, advice: null }),
  said: (sentence: string, advice: string | null = null): Check => ({ topic, state: "said", sentence, advice }),
  toDo: (sentence: string, advice: string): Check => ({ topic, state: "to do", sentence, advice }),
});
