// SPDX-License-Identifier: MIT
import type { Report } from "../../engine/report.ts";
import { TravelError } from "../../errors.ts";
import { appFreeze } from "../../knobs/app-freeze.ts";
import { FROZEN } from "../../knobs/freeze-values.ts";
import { SAVED } from "../../knobs/knob.ts";
import type { Stop } from "../../machine/live-doors.ts";
import type { KeeperParts } from "../course.ts";
import type { Keeper, Notice } from "../keeper.ts";

/**
 * Shows what stands still now, with a button that thaws it: whoever looks for a program that does not answer finds out why. It is shown no
 * longer than travel mode is on; nor after what this answers was called.
 */
export function offerThaw(keeper: Pick<Keeper, "set" | "onChange">, { offer, log }: Pick<KeeperParts, "offer" | "log">): Stop {
  let takeAway: Promise<Stop> = Promise.resolve(() => {});
  const end = (): void => void takeAway.then((stop) => stop());
  const onPressed = (): void => void thawAll(keeper).catch((error) => log(faultOf(error)));
  keeper.onChange((event) => {
    if (event.kind !== "report") return;
    const names = newlyFrozen(event.report);
    if (names.length > 0 || event.report.profile === null) end();
    if (names.length > 0) takeAway = offer(frozenNotice(names), { label: "Thaw", onPressed });
  });
  return end;
}

/** After a sleep it is an old story. */
function newlyFrozen({ reason, results }: Report): readonly string[] {
  if (reason === "resume") return [];
  const frozen = results.filter(({ knob, to, outcome }) => knob === appFreeze.id && to === FROZEN && outcome === "applied");
  return [...new Set(frozen.map(({ place }) => place))];
}

const MOST_NAMES = 5;

function frozenNotice(names: readonly string[]): Notice {
  const shown = names.slice(0, MOST_NAMES).join(", ");
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return { kind: "frozen", sentence: `Standing still until travel mode ends: ${shown}${more}.` };
}

/** As a hand does it: what was frozen is spared until travel mode is switched on anew. */
async function thawAll({ set }: Pick<Keeper, "set">): Promise<void> {
  await set({ knob: appFreeze.id, wish: [SAVED], evenIfUsed: [] });
}

const faultOf = (error: unknown): string => (error instanceof TravelError ? error.message : String(error));
