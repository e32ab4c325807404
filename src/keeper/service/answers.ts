// SPDX-License-Identifier: MIT
import type { Question, Report } from "../../engine/report.ts";
import type { BusValue } from "../../machine/doors.ts";
import type { AskOptions } from "./service-options.ts";

/**
 * Does the work with the answers that were sent along. A question without one ends the attempt, before anything was changed, and is the
 * reply; so nobody at a screen keeps the keeper waiting.
 */
export async function asking(
  { ask, answers }: AskOptions,
  work: (decide: Decide) => Promise<Report>,
): Promise<readonly BusValue[]> {
  if (!ask) return document(await work({}));
  let open: Question | null = null;
  const decide = async (question: Question): Promise<"off" | "keep"> => {
    const { knob } = question.change;
    const answer = Object.hasOwn(answers, knob) ? answers[knob] : undefined;
    if (answer !== undefined) return answer;
    open = question;
    throw new Error(`nobody has answered yet whether ${knob} may be turned off`);
  };
  try {
    return document(await work({ decide }));
  } catch (error) {
    if (open === null) throw error;
    return document({ question: open });
  }
}

interface Decide {
  readonly decide?: (question: Question) => Promise<"off" | "keep">;
}

/** A reply of one document. */
export const document = (it: object | null): readonly BusValue[] => [JSON.stringify(it)];
