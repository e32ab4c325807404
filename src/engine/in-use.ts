// SPDX-License-Identifier: MIT
import type { KnobId, Use } from "../knobs/knob.ts";
import type { Aim } from "./aim.ts";
import { describeAim } from "./describe.ts";
import type { Goal } from "./engine.ts";

/** What an aim would cut off: it may go on, must not, or waits for a person's answer. */
export interface Guarded {
  readonly aim: Aim;
  readonly uses: readonly Use[];
  readonly permit: "go" | "refused" | "ask";
}

/** Looks for what is in use under every aim that would really change something. */
export async function guard(aims: readonly Aim[], evenIfUsed: readonly KnobId[]): Promise<readonly Guarded[]> {
  return Promise.all(aims.map((aim) => guardOne(aim, evenIfUsed)));
}

async function guardOne(aim: Aim, evenIfUsed: readonly KnobId[]): Promise<Guarded> {
  const { setting, knob } = aim.surveyed;
  if (aim.from === aim.to || evenIfUsed.includes(knob.id)) return { aim, uses: [], permit: "go" };
  const uses = (await setting.usesCutBy?.(aim.to)) ?? [];
  if (uses.length === 0) return { aim, uses, permit: "go" };
  return { aim, uses, permit: uses.some(({ gravity }) => gravity === "refuse") ? "refused" : "ask" };
}

/** Asks about what a person may decide; without anybody to ask, what is in use is kept. */
export async function settleQuestions(guarded: readonly Guarded[], decide: Goal["decide"]): Promise<readonly Guarded[]> {
  const settled: Guarded[] = [];
  for (const one of guarded) settled.push(one.permit === "ask" ? await askAbout(one, decide) : one);
  return settled;
}

async function askAbout(one: Guarded, decide: Goal["decide"]): Promise<Guarded> {
  const question = { change: describeAim(one.aim), uses: one.uses.map(({ what }) => what) };
  const answer = decide === undefined ? "keep" : await decide(question);
  return { ...one, permit: answer === "off" ? "go" : "refused" };
}
