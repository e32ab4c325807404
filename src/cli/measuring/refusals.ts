// SPDX-License-Identifier: MIT
import { TravelError } from "../../errors.ts";
import { readPower } from "../../power/read-power.ts";
import { clean } from "../../text/display-width.ts";
import type { Seen } from "../../text/seen.ts";
import { lookAtTravelMode } from "../look-at.ts";
import type { Session } from "../session.ts";
import { MEASURING } from "./switcher.ts";

/** Half an hour of measuring takes some Wh: with less than this, they are needed for other things. */
const LEAST_PERCENT = 20;

/** Throws REFUSED where nothing could be learned now, or a journey be disturbed. */
export async function refuseUnlessFit(session: Session): Promise<void> {
  const why = travelSentence(await lookAtTravelMode(session)) ?? powerSentence(session);
  if (why !== null) throw new TravelError("REFUSED", why);
}

function travelSentence({ mode, profile, elsewhere, wishes }: Seen): string | null {
  const name = mode === "off" ? (elsewhere?.profile ?? null) : profile;
  if (name === MEASURING)
    return "a measurement is under way, or one was cut off: travelmode off ends it and puts everything back";
  if (name !== null)
    return `travel mode is on (${clean(name)}), so there is nothing to compare with: end it first with travelmode off`;
  if (wishes.trip !== null)
    return "a journey is under way, which a measurement must not disturb: end it first with travelmode off";
  return wishes.byHand?.kind === "off"
    ? "travel mode was turned off by hand until the next unplugging, and that holds for measurements, too: plug in and unplug first"
    : null;
}

function powerSentence({ laptop }: Session): string | null {
  const { source, percent } = readPower(laptop.machine.files);
  if (source === "none") return "there is no battery here, and what settings save is measured by what a battery loses";
  if (source !== "battery")
    return "a charger is in, and what settings save is measured by what the battery loses: unplug it first";
  return percent !== null && percent < LEAST_PERCENT
    ? `the battery is at ${Math.floor(percent)} %: measuring takes half an hour and more, so charge it to ${LEAST_PERCENT} % first`
    : null;
}
