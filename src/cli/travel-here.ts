// SPDX-License-Identifier: MIT

import type { LastSession } from "../engine/engine.ts";
import type { Plan, Question, Report } from "../engine/report.ts";
import { readSessions } from "../engine/sessions.ts";
import type { Memory } from "../forecast/memory.ts";
import type { OnWish } from "../keeper/keeper.ts";
import { oneByOne } from "../keeper/one-by-one.ts";
import type { TripTold } from "../keeper/trip/trip.ts";
import type { KnobId, SettingId } from "../knobs/knob.ts";
import { KNOBS } from "../knobs/knobs.ts";
import type { Stop } from "../machine/live-doors.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import type { Profile } from "../profile/profile.ts";
import type { Seen } from "../text/seen.ts";
import { memoryHere } from "./forecast-here.ts";
import { leaveForGood } from "./leave-for-good.ts";
import { lookAtTravelMode } from "./look-at.ts";
import { knobOf, wishOf } from "./names.ts";
import { configHere, libraryHere } from "./profiles-here.ts";
import { savingsHere } from "./savings-here.ts";
import type { Session } from "./session.ts";
import { toTurnOff, toTurnOn, whoeverHasIt, whoWould } from "./who-turns.ts";

type Decide = (question: Question) => Promise<"off" | "keep">;

/** Travel mode for the screen: the commands' own ways, without their words. `stepAside` lends the terminal to whoever asks for a password. */
export function travelHere(given: Session, stepAside: () => () => void) {
  const session = onScreen(given, stepAside);
  // A keeper answers one question of a caller at a time.
  const queue = oneByOne();
  const profile = (name: string): Profile => libraryHere(session).load(name);
  const wish = (name: string): OnWish => ({
    profile: profile(name),
    leave: configHere(session).leave,
    evenIfUsed: [],
    stayOn: false,
  });
  return {
    seen: (): Promise<Seen> => lookAtTravelMode(session),
    sessions: (): readonly LastSession[] => sessionsHere(session),
    memory: (power: PowerSnapshot): Memory | null => memoryHere(session.laptop.folders, power),
    profiles: () => choiceHere(session),
    leave: (): readonly (KnobId | SettingId)[] => configHere(session).leave,
    plan: (name: string | null): Promise<Plan> =>
      queue(async () => (await whoWould(session)).plan(name === null ? null : wish(name))),
    on: (name: string, decide: Decide): Promise<Report> =>
      queue(async () => {
        const { mode, cleared } = await toTurnOn(session);
        const report = await mode.on({ ...wish(name), decide, onWarning: () => {} });
        return { ...report, warnings: [...cleared.done, ...cleared.faults, ...report.warnings] };
      }),
    off: (): Promise<Report> => queue(async () => (await toTurnOff(session)).mode.off({ forget: [], onWarning: () => {} })),
    set: (id: KnobId, value: string, decide: Decide): Promise<Report> =>
      queue(async () => {
        const knob = knobOf(id, KNOBS);
        const hand = { knob: knob.id, wish: wishOf(value, knob), evenIfUsed: [], decide, onWarning: () => {} };
        return (await whoeverHasIt(session)).set(hand);
      }),
    handBack: (knob: KnobId): Promise<Report> => queue(async () => (await whoeverHasIt(session)).handBack(knob)),
    trip: (): Promise<TripTold | null> => queue(async () => (await whoeverHasIt(session)).trip()),
    moveTrip: (byMs: number): Promise<Report> => queue(async () => (await whoeverHasIt(session)).moveTrip(byMs)),
    leaveAlone: (knob: KnobId, left: boolean): string => leaveForGood(session, { knob, left }),
  };
}

/** Nothing is printed, and polkit's agent gets the terminal for as long as it asks. */
function onScreen(session: Session, stepAside: () => () => void): Session {
  const { terminal, laptop } = session;
  const { keepers } = laptop;
  const lend = async (agent: () => Promise<Stop>): Promise<Stop> => {
    const takeBack = stepAside();
    const stop = await agent().catch((error: unknown) => {
      takeBack();
      throw error;
    });
    return () => {
      stop();
      takeBack();
    };
  };
  const lent =
    keepers?.agent === undefined ? keepers : { ...keepers, agent: () => lend(keepers.agent ?? (async () => () => {})) };
  return {
    ...session,
    quiet: true,
    terminal: { ...terminal, out: () => {}, err: () => {} },
    laptop: { ...laptop, ...(lent === undefined ? {} : { keepers: lent }) },
  };
}

/** The caller's own, and for an ordinary user those of the whole computer, in the order in which they ended. */
function sessionsHere({ laptop: { folders } }: Session): readonly LastSession[] {
  const all = [folders.own, ...(folders.other === undefined ? [] : [folders.other])].flatMap(readSessions);
  return all.toSorted((one, other) => one.untilMs - other.untilMs);
}

function choiceHere(session: Session) {
  const library = libraryHere(session);
  const listed = library.list();
  const sound = listed.filter(({ mistakes }) => mistakes === 0);
  return {
    profiles: sound.map(({ name }) => library.load(name)),
    broken: listed.filter(({ mistakes }) => mistakes > 0).map(({ name }) => name),
    usual: configHere(session).profile,
    savings: savingsHere(session),
  };
}
