// SPDX-License-Identifier: MIT
import { messageOf } from "../../errors.ts";
import type { LiveClock, LiveMachine, Stop } from "../../machine/live-doors.ts";
import { type Listener, listenToAll, ownerOf, stopAll, stopOnceOpen } from "../stops.ts";

const LOGIND = "org.freedesktop.login1";

/** logind waits 5 s unless configured (InhibitDelayMaxSec); what is late goes on while the machine goes down. */
const LONGEST_DELAY_MS = 4000;

export interface SleepActs {
  /** Sleep waits for it, but not longer than 4 s. */
  beforeSleep(): Promise<void>;
  afterSleep(): void;
  /** So does the end. */
  beforeShutdown(): Promise<void>;
  /** Nothing is shut down after all. */
  shutdownCalledOff(): void;
  /** Once: that nothing waits for us, and why. And what went wrong with an act. */
  onTrouble(sentence: string): void;
}

/**
 * Tells of sleep and shutdown by logind's signals, and holds them up until the acts are done. The delay is a systemd-inhibit(1) beside us:
 * logind hands its own out as an open file, which our bus library cannot receive.
 */
export async function watchSleep(machine: LiveMachine, acts: SleepActs): Promise<Stop> {
  const { bus, clock } = machine;
  const take = delays(machine, acts.onTrouble);
  let release = take();
  const takeAgain = (): void => {
    release();
    release = take();
  };
  const before = async (act: () => Promise<void>): Promise<void> => {
    const mine = release;
    await atMost(clock, act(), acts.onTrouble);
    mine();
  };
  const after = (act: () => void): void => {
    takeAgain();
    act();
  };
  const stopListening = await listenToAll(bus, [
    prepareFor("Sleep", (begins) => (begins ? void before(acts.beforeSleep) : after(acts.afterSleep))),
    prepareFor("Shutdown", (begins) => (begins ? void before(acts.beforeShutdown) : after(acts.shutdownCalledOff))),
    ownerOf(LOGIND, (owner) => owner !== "" && takeAgain()),
  ]);
  return stopAll([() => release(), stopListening]);
}

const prepareFor = (what: "Sleep" | "Shutdown", told: (begins: boolean) => void): Listener => [
  { sender: LOGIND, path: "/org/freedesktop/login1", interface: `${LOGIND}.Manager`, member: `PrepareFor${what}` },
  ({ args: [begins] }) => typeof begins === "boolean" && told(begins),
];

const INHIBIT = [
  "systemd-inhibit",
  "--mode=delay",
  "--what=sleep:shutdown",
  "--who=travelmode",
  "--why=Puts settings in order first",
  "cat",
] as const;

/** Takes a delay; what it answers releases that one. Why there is none is said once. */
function delays({ commands }: LiveMachine, onTrouble: (sentence: string) => void): () => Stop {
  let said = false;
  const trouble = (why: string): void => {
    if (!said) onTrouble(`Sleep and shutdown cannot be held up until settings are in order: ${why}.`);
    said = true;
  };
  return () => {
    const starting = commands.start(INHIBIT, { onEnd: (status) => trouble(`systemd-inhibit ended with status ${status}`) });
    void starting.then((started) => started.kind === "error" && trouble(`systemd-inhibit cannot be started (${started.code})`));
    return stopOnceOpen(starting);
  };
}

/** Settles with the act, or when its time is over. */
function atMost(clock: LiveClock, act: Promise<void>, onTrouble: (sentence: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.after(LONGEST_DELAY_MS, resolve);
    act
      .catch((error) => onTrouble(messageOf(error)))
      .finally(() => {
        stop();
        resolve();
      });
  });
}
