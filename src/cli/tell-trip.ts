// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { TripAsked, TripTold } from "../keeper/trip/trip.ts";
import { readPower } from "../power/read-power.ts";
import { fitOf, readLearned } from "../processes/learned.ts";
import { wrap } from "../text/display-width.ts";
import { goalWords, hungriestSentence, prospectSentences, tripSentences } from "../text/trip-words.ts";
import { applicationsHere } from "./applications-here.ts";
import { fullyCharged, ifUnplugged, knownHere } from "./if-unplugged.ts";
import { observedFor } from "./observed.ts";
import type { Session } from "./session.ts";

/** What was understood of a goal, before anything is done about it. */
export const tellGoal = (session: Session, trip: TripAsked): void =>
  tell(session, [`The journey: ${goalWords(trip, session.laptop.machine.clock.now())}.`]);

/** Whether it will last, as things are and with what is saved; where it will not, who takes the power. */
export async function tellOutlook(session: Session, trip: TripTold | null): Promise<void> {
  if (trip === null || session.json || session.quiet) return;
  tell(session, [...tripSentences(trip), ...prospectsHere(session, trip), ...(await hungriestHere(session, trip)), ""]);
}

/** On a charger, what to expect of what is in the battery now, and of a full one. */
export function prospectsHere(session: Session, { verdict, profile, ...goal }: TripTold): readonly string[] {
  if (verdict !== "paused") return [];
  const power = readPower(session.laptop.machine.files);
  const known = knownHere(session, power, profile);
  const [now, full] = [ifUnplugged(power, known, goal), ifUnplugged(fullyCharged(power), known, goal)];
  if (now === null || full === null) return [UNKNOWN];
  const { percent } = power;
  const level = percent === null ? "" : ` (${Math.round(percent)} %)`;
  const asItIs = percent !== null && percent >= FULL_PERCENT ? [] : [{ what: `what is in the battery now${level}`, ...now }];
  return prospectSentences([...asItIs, { what: "a full battery", ...full }]);
}

const FULL_PERCENT = 99;
const UNKNOWN = "How long the battery will last is not known yet: nothing has been learned of what this laptop draws from it.";

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
