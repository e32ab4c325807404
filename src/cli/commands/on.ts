// SPDX-License-Identifier: MIT
import type { OnWish } from "../../keeper/keeper.ts";
import { NO_PROFILE_NAMED } from "../../keeper/trip/trip.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import { forgottenHere } from "../applications-here.ts";
import { closingOf } from "../closing.ts";
import { forewarning } from "../forewarning.ts";
import { askAboutUse } from "../in-use.ts";
import { settingsToLeave } from "../leave.ts";
import { wholeKnobOf } from "../names.ts";
import { onName, onWording } from "../on-wording.ts";
import { tellCleared } from "../other-owner.ts";
import { configHere, profileTyped } from "../profiles-here.ts";
import { savedHere } from "../savings-here.ts";
import type { Input, Run, Session } from "../session.ts";
import { showPlan, showReport } from "../show-report.ts";
import { stayInForeground } from "../stay-in-foreground.ts";
import { tellGoal, tellOutlook } from "../tell-trip.ts";
import type { TravelMode } from "../travel-mode.ts";
import { tripTyped } from "../trip-typed.ts";
import { toTurnOn, whoWould } from "../who-turns.ts";

/** `travelmode on [PROFILE]`: takes the machine to a profile. */
export const on: Run = async (session, input) => {
  const wish = await wishFor(session, input);
  if (wish.trip !== undefined) tellGoal(session, wish.trip);
  if (input.flag("dry-run")) return showWhatWouldBe(session, wish);
  if (input.flag("foreground")) return stayInForeground(session, wish);
  const { mode, cleared } = await toTurnOn(session);
  tellCleared(session, cleared);
  const { told, onWarning } = forewarning(session);
  const forgotten = forgottenHere(session);
  const report = await mode.on({ ...wish, onWarning });
  if (wish.trip !== undefined) await tellOutlook(session, await mode.trip());
  return showReport(session, report, {
    ...onWording(session, wish, forgotten),
    told,
    asRoot: asRoot(mode, wish),
    closing: await closingOf(session, mode, wish),
  });
};

async function showWhatWouldBe(session: Session, wish: OnWish): Promise<number> {
  const mode = await whoWould(session);
  return showPlan(session, await mode.plan(wish), {
    headline: `Would turn travel mode on: ${onName(wish)}`,
    asRoot: asRoot(mode, wish),
    idle: "All is so already.",
    savedBy: savedHere(session, wish.profile),
  });
}

/** Beside a user's own keeper, root's travel mode by hand would be a step back. */
const asRoot = ({ keeper }: TravelMode, { profile }: OnWish): string =>
  keeper === "user"
    ? "sudo travelmode install does it all"
    : `sudo travelmode on${profile === NO_PROFILE_NAMED ? "" : ` ${profile.name}`}`;

/** The profile asked for, else the configured one; what the configuration leaves alone stays alone. */
async function wishFor(session: Session, input: Input): Promise<OnWish> {
  const config = configHere(session);
  const decide = session.json ? undefined : askAboutUse(session.terminal);
  const trip = await tripTyped(session, input);
  const name = input.argument("profile");
  return {
    profile: trip !== undefined && name === undefined ? NO_PROFILE_NAMED : profileTyped(session, name),
    ...(trip === undefined ? {} : { trip }),
    leave: await settingsToLeave(session, config, input.list("leave")),
    evenIfUsed: input.list("even-if-used").map((word) => wholeKnobOf(word, KNOBS).id),
    stayOn: input.flag("stay-on"),
    ...(decide === undefined ? {} : { decide }),
  };
}
