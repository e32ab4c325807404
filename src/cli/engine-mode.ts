// SPDX-License-Identifier: MIT
import type { Goal } from "../engine/engine.ts";
import type { Report } from "../engine/report.ts";
import { messageOf, TravelError } from "../errors.ts";
import type { OnWish } from "../keeper/keeper.ts";
import { NO_WISHES } from "../keeper/wishes/wishes.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import { engineFor } from "./engine-for.ts";
import type { Session } from "./session.ts";
import type { TravelMode } from "./travel-mode.ts";

/** Travel mode by this very command: nobody stays when it has ended. */
export function engineMode(session: Session): TravelMode {
  const engine = engineFor(session);
  const { own } = session.laptop.folders;
  const typed = async (goal: Goal): Promise<Report> => superseding(await engine.reconcile(goal), own);
  return {
    keeper: null,
    outline: () => engine.outline(),
    status: () => engine.status(),
    wishes: async () => NO_WISHES,
    on: async (wish) =>
      wish.trip === undefined
        ? typed({ ...goalOf(wish), ...(wish.onWarning && { onWarning: wish.onWarning }) })
        : nobodyStays(session, JOURNEY),
    off: ({ forget, onWarning }) => typed({ ...PUT_BACK, forget, ...(onWarning && { onWarning }) }),
    plan: async (wish, forget = []) => {
      if (wish?.trip !== undefined) nobodyStays(session, JOURNEY);
      return engine.plan(wish === null ? { ...PUT_BACK, forget } : goalOf(wish));
    },
    set: (hand) => engine.set(hand),
    handBack: (knob) => engine.handBack(knob),
    pause: async () => nobodyStays(session, "to end a pause"),
    auto: async () => nobodyStays(session, "for automatic mode"),
    fullCharge: async () => nobodyStays(session, "to put the charge limit back"),
    trip: async () => null,
    moveTrip: async () => nobodyStays(session, JOURNEY),
    endTrip: async () => nobodyStays(session, JOURNEY),
    hold: async () => nobodyStays(session, "to end travel mode with the command"),
  };
}

const JOURNEY = "to watch over a journey";

const PUT_BACK: Goal = { profile: null, reason: "user", afresh: false, leave: [], evenIfUsed: [] };

const goalOf = ({ profile, leave, evenIfUsed, decide }: OnWish): Goal => ({
  ...{ profile, leave, evenIfUsed },
  reason: "user",
  afresh: true,
  ...(decide === undefined ? {} : { decide }),
});

/** What a keeper that is gone had in mind gives way to what was typed now: the next keeper is not to go on with it. */
async function superseding(report: Report, folder: StateFolder): Promise<Report> {
  const { readWishes, saveWishes, tidyWishes } = await import("../keeper/wishes/wishes-store.ts");
  const { wishes } = readWishes(folder);
  const { byHand, trip, pause, charger } = wishes;
  if (byHand === null && trip === null && pause === null && charger.ended === null) return report;
  try {
    saveWishes(folder, { ...wishes, byHand: null, trip: null, pause: null, charger: { ...charger, ended: null } });
    tidyWishes(folder);
    return report;
  } catch (error) {
    return { ...report, warnings: [...report.warnings, messageOf(error)] };
  }
}

const SIMULATED_KEEPER = ": add --foreground, and this command is one; an hour takes three minutes then";

function nobodyStays({ laptop }: Session, what: string): never {
  if (laptop.keepers === undefined)
    throw new TravelError(
      "REFUSED",
      `the simulated laptop has no keeper, and one is needed ${what}${what === JOURNEY ? SIMULATED_KEEPER : ""}`,
    );
  throw new TravelError(
    "REFUSED",
    `a keeper is needed ${what}, and none is there: sudo travelmode install${what === JOURNEY ? ", or add --foreground" : ""}`,
  );
}
