// SPDX-License-Identifier: MIT

/** One thing that the doctor noticed. */
export interface Finding {
  readonly topic: "owners" | "firmware" | "battery" | "sleep";
  /** `good`: nothing to do. `note`: worth knowing. `problem`: costs battery, or keeps travel mode from its work. */
  readonly verdict: "good" | "note" | "problem";
  readonly what: string;
  /** What to do about it; null where there is nothing to do. */
  readonly advice: string | null;
}

/** Makes findings of a topic. */
export const findings = (topic: Finding["topic"]) => ({
  good: (what: string): Finding => ({ topic, verdict: "good", what, advice: null }),
  note: (what: string, advice: string | null = null): Finding => ({ topic, verdict: "note", what, advice }),
  problem: (what: string, advice: string): Finding => ({ topic, verdict: "problem", what, advice }),
});
