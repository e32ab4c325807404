// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { TripAsked, TripTold } from "../keeper/trip/trip.ts";
import { fitOf, readLearned } from "../processes/learned.ts";
import { wrap } from "../text/display-width.ts";
import { goalWords, hungriestSentence, tripSentences } from "../text/trip-words.ts";
import { applicationsHere } from "./applications-here.ts";
import { observedFor } from "./observed.ts";
import type { Session } from "./session.ts";

/** What was understood of a goal, before anything is done about it. */
export const tellGoal = (session: Session, trip: TripAsked): void =>
  tell(session, [`The journey: ${goalWords(trip, session.laptop.machine.clock.now())}.`]);

/** Whether it will last, as things are and with what is saved; where it will not, who takes the power. */
export async function tellOutlook(session: Session, trip: TripTold | null): Promise<void> {
  if (trip === null || session.json || session.quiet) return;
  tell(session, [...tripSentences(trip), ...(await hungriestHere(session, trip)), ""]);
}

function tell({ terminal, json, quiet }: Session, sentences: readonly string[]): void {
  if (json || quiet) return;
  const lines = sentences.flatMap((sentence) => (sentence === "" ? [""] : wrap(sentence, terminal.look.columns)));
  for (const line of lines) terminal.out(line);
}

const LOOK_S = 10;

/** The programs that take most, where everything that can be saved is not enough. Takes ten seconds. */
export async function hungriestHere(session: Session, { verdict }: Pick<TripTold, "verdict">): Promise<readonly string[]> {
  if (verdict !== "short") return [];
  const { terminal, laptop } = session;
  const takeAway = showLooking(session);
  try {
    const { uses, attribution } = await observedFor(laptop.machine, LOOK_S, fitOf(readLearned(laptop.folders.own)));
    const others = uses.filter(({ pid, isKernelThread }) => !isKernelThread && pid !== process.pid);
    const sentence = attribution === null ? null : hungriestSentence(applicationsHere(session, others));
    return sentence === null ? [] : [sentence];
  } catch (error) {
    if (!(error instanceof TravelError)) throw error;
    terminal.err(error.message);
    return [];
  } finally {
    takeAway();
  }
}

function showLooking({ terminal: { progress } }: Session): () => void {
  progress?.(`Looking for ${LOOK_S} s at what takes the power ...`);
  return () => progress?.("");
}
