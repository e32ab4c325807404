// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import { PROGRAM_KNOBS, type ProgramRules, type TripAsked, USUAL_RESERVE_PERCENT } from "../keeper/trip/trip.ts";
import { type Arrival, arrivalWords } from "../text/arrival-words.ts";
import { durationText } from "../text/duration.ts";
import { zoneWords } from "../text/zoned-time.ts";
import { profileTyped } from "./profiles-here.ts";
import { savingsForTrip } from "./savings-here.ts";
import type { Input, Session } from "./session.ts";
import { arrivalTyped } from "./typed-arrival.ts";
import { reserveTyped, spanTyped } from "./typed-trip.ts";

/** The journey of `--last`, `--arrive` and `--reserve`; undefined without one. Asks about an arrival that is over. Throws USAGE. */
export async function tripTyped(session: Session, input: Input): Promise<TripAsked | undefined> {
  const [last, arrive, reserve] = [input.text("last"), input.text("arrive"), input.text("reserve")];
  if (last !== undefined && arrive !== undefined)
    throw new TravelError("USAGE", "--last and --arrive say the same thing in two ways: leave one away");
  if (last === undefined && arrive === undefined) {
    if (reserve !== undefined)
      throw new TravelError("USAGE", "--reserve goes with --last or --arrive: what is to be left by then");
    return undefined;
  }
  const reservePercent = reserve === undefined ? USUAL_RESERVE_PERCENT : reserveTyped(reserve);
  const { atMs: untilMs, zone } = arrive === undefined ? afterSpan(session, last ?? "") : await arrivalOf(session, arrive);
  return { untilMs, zone, reservePercent, savings: savingsForTrip(session), programs: programsHere(session) };
}

/** The usual profile's rules for programs: what the person can do without on a journey. Nobody stays behind for a mistake in it. */
function programsHere(session: Session): ProgramRules {
  try {
    const { wishes } = profileTyped(session, undefined);
    return Object.fromEntries(PROGRAM_KNOBS.flatMap((knob) => (wishes[knob] === undefined ? [] : [[knob, wishes[knob]]])));
  } catch (error) {
    if (!(error instanceof TravelError)) throw error;
    session.terminal.err(`${error.message}\nSo no program is slowed or frozen for the journey.`);
    return {};
  }
}

const nowIn = ({ laptop }: Session): number => laptop.machine.clock.now();

/** The zone of this machine's clocks. */
const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const afterSpan = (session: Session, word: string): Arrival => ({ atMs: nowIn(session) + spanTyped(word), zone: zoneHere() });

async function arrivalOf(session: Session, word: string): Promise<Arrival> {
  const { arrival, tomorrow, again, leftOut } = arrivalTyped(word, { nowMs: nowIn(session), zone: zoneHere() });
  if (tomorrow !== null) return tomorrowIfMeant(session, { word, arrival, tomorrow });
  if (leftOut)
    session.terminal.err(`Clocks are put forward over ${word} that night: an hour that is missing is counted behind it.`);
  if (again === null) return arrival;
  // A battery that lasts until the later one lasts until the earlier, too.
  session.terminal.err(`Clocks are put back that night and show ${word} twice: the second time is meant.`);
  return again;
}

interface Past {
  readonly word: string;
  readonly arrival: Arrival;
  readonly tomorrow: Arrival;
}

async function tomorrowIfMeant(session: Session, { word, arrival, tomorrow }: Past): Promise<Arrival> {
  const { terminal, json } = session;
  const nowMs = nowIn(session);
  const ago = `${durationText(nowMs - arrival.atMs)} ago (${zoneWords(arrival.zone)})`;
  if (terminal.ask === undefined || json)
    throw new TravelError("USAGE", `${word} was ${ago}; for tomorrow: --last ${spanWord(tomorrow.atMs - nowMs)}`);
  const answer = await terminal.ask(`${word} was ${ago}. Is ${arrivalWords(tomorrow, nowMs)} meant? [y]es, [n]o (Enter: no): `);
  if (answer !== "" && "yes".startsWith(answer)) return tomorrow;
  throw new TravelError("USAGE", `${word} is over: nothing was changed`);
}

/** As `--last` takes it. */
function spanWord(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return `${Math.floor(minutes / 60)}h${minutes % 60}m`;
}
