// SPDX-License-Identifier: MIT
import type { KnobId, Use } from "../knobs/knob.ts";
import type { Aim } from "./aim.ts";
import { describeAim } from "./describe.ts";
import { skipped } from "./draft-skips.ts";
import type { Goal } from "./engine.ts";
import type { Question, Skip } from "./report.ts";

/** What an aim would cut off: it may go on, must not, or waits for a person's answer. */
export interface Guarded {
  readonly aim: Aim;
  readonly uses: readonly Use[];
  /** Why nobody may have it so. */
  readonly refusals: readonly string[];
  readonly permit: "go" | "refused" | "ask";
}

/** What the person has answered so far, by knob. */
export type Answers = ReadonlyMap<KnobId, "off" | "keep">;

export const NO_ANSWERS: Answers = new Map();

/** Looks for what is in use under every aim that would really change something. */
export async function guard(aims: readonly Aim[], evenIfUsed: readonly KnobId[], answers: Answers): Promise<readonly Guarded[]> {
  return Promise.all(aims.map((aim) => guardOne(aim, evenIfUsed, answers)));
}

async function guardOne(aim: Aim, evenIfUsed: readonly KnobId[], answers: Answers): Promise<Guarded> {
  const { setting, knob } = aim.surveyed;
  if (aim.from === aim.to) return { aim, uses: [], refusals: [], permit: "go" };
  const refusals = aim.to === aim.entry.original ? [] : ((await setting.refusals?.(aim.to)) ?? []);
  if (refusals.length > 0) return { aim, uses: [], refusals, permit: "refused" };
  const uses = evenIfUsed.includes(knob.id) ? [] : ((await setting.usesCutBy?.(aim.to)) ?? []);
  return { aim, uses, refusals, permit: permitFor(uses, answers.get(knob.id)) };
}

/** An answer was about the person's own use; what came up since and must not be cut refuses all the same. */
function permitFor(uses: readonly Use[], answer: "off" | "keep" | undefined): Guarded["permit"] {
  if (uses.length === 0) return "go";
  if (uses.some(({ gravity }) => gravity === "refuse") || answer === "keep") return "refused";
  return answer === "off" ? "go" : "ask";
}

/** What is kept as it is: nobody may have it so, or it is in use. */
export const keptOf = (guarded: readonly Guarded[]): readonly Skip[] =>
  guarded.filter(({ permit }) => permit === "refused").map(skipOf);

const skipOf = ({ aim, refusals, uses }: Guarded): Skip =>
  refusals.length > 0
    ? skipped(aim, "protected", refusals.join("; "))
    : skipped(aim, "in-use", `in use: ${uses.map(({ what }) => what).join(", ")}`);

/** The work came to questions that only a person can answer. */
export interface Open {
  readonly questions: readonly Question[];
}

export const questionsOf = (guarded: readonly Guarded[]): readonly Question[] =>
  guarded
    .filter(({ permit }) => permit === "ask")
    .map(({ aim, uses }) => ({ change: describeAim(aim), uses: uses.map(({ what }) => what) }));

/**
 * Does the work; where it comes to questions, asks and begins anew, as minutes may have passed: another survey, another look at what is in
 * use. Nothing is locked meanwhile. Without anybody to ask, what is in use is kept.
 */
export async function askUntilDecided<T extends object>(
  decide: Goal["decide"],
  work: (answers: Answers) => Promise<T | Open>,
): Promise<T> {
  let answers = NO_ANSWERS;
  for (;;) {
    const result = await work(answers);
    if (!("questions" in result)) return result;
    answers = new Map([...answers, ...(await askAll(result.questions, decide))]);
  }
}

async function askAll(questions: readonly Question[], decide: Goal["decide"]): Promise<Answers> {
  const answers = new Map<KnobId, "off" | "keep">();
  for (const question of questions) answers.set(question.change.knob, decide === undefined ? "keep" : await decide(question));
  return answers;
}
