// SPDX-License-Identifier: MIT
import { readBatteryEnd } from "../keeper/battery/battery-end.ts";
import type { Stop } from "../machine/live-doors.ts";
import { beginning } from "./beginning.ts";
import type { TuiDoors } from "./doors.ts";
import type { Effect } from "./events.ts";
import { leaveCleanly } from "./leave-cleanly.ts";
import { performer } from "./perform.ts";
import { openPicture } from "./picture.ts";
import { startReading } from "./reading.ts";
import { restKeeper } from "./rest.ts";
import { openScreen, type Screen } from "./screen.ts";
import { sessionEntries } from "./session-entries.ts";
import { openStore, type Store } from "./store.ts";

/** Lets another program have the terminal; answers what takes it back. */
export type StepAside = () => () => void;

/**
 * The screen until somebody quits; the terminal is as it was then, and after signals and crashes. Everything goes one way: events change the
 * state, the state is drawn, and what it asks for goes to the doors. `opened` is handed what a program needs that asks on this terminal.
 */
export async function runTui(doors: TuiDoors, opened: (stepAside: StepAside) => void): Promise<void> {
  const screen = await openScreen(doors.look, doors.term);
  const stopLeaving = leaveCleanly(screen.close);
  opened(screen.stepAside);
  await new Promise<void>((quit) => {
    const stop = play(doors, screen, () => {
      stop();
      quit();
    });
  });
  screen.close();
  stopLeaving();
}

/** Puts the parts together and sets them going; answers what stops them. */
function play(doors: TuiDoors, screen: Screen, end: () => void): Stop {
  const { clock } = doors.machine;
  const picture = openPicture(doors, screen);
  let wanted: (effect: Effect) => void = () => {};
  const store = openStore(beginning({ size: screen.size(), nowMs: clock.now(), simulated: doors.simulated }), {
    changed: picture.changed,
    wanted: (effect) => wanted(effect),
  });
  const reading = startReading(doors, store);
  wanted = performer({ doors, screen, store, reading, end });
  const stops = [picture.stop, reading.stop, listenToPerson(doors, screen, store), listenToWorld(doors, store)];
  store.tell({ kind: "log", entries: sessionEntries(doors.travel.sessions()) });
  reading.now("event");
  return () => {
    for (const stop of stops.toReversed()) stop();
  };
}

function listenToPerson(doors: TuiDoors, screen: Screen, { tell }: Store): Stop {
  const rest = restKeeper(doors, (resting) => tell({ kind: "rest", resting }));
  screen.listen({
    onKey: (key) => {
      rest.touched();
      tell({ kind: "key", key });
    },
    onResize: (size) => tell({ kind: "resize", size }),
    onFocus: rest.focused,
  });
  return rest.stop;
}

/** What is not needed for the first picture comes after it. */
function listenToWorld({ machine, after, watch }: TuiDoors, { tell }: Store): Stop {
  let stopWatching: Promise<Stop> | undefined;
  const stopWaiting = after(FIRST_PICTURE_MS, () => {
    stopWatching = watch?.((happening) => tell({ kind: "happened", nowMs: machine.clock.now(), happening }));
    void readBatteryEnd(machine).then(({ atPercent }) => tell({ kind: "end", percent: atPercent }));
  });
  return () => {
    stopWaiting();
    void stopWatching?.then((stop) => stop());
  };
}

const FIRST_PICTURE_MS = 100;
