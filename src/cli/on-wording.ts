// SPDX-License-Identifier: MIT
import type { OnWish } from "../keeper/keeper.ts";
import { NO_PROFILE_NAMED } from "../keeper/trip/trip.ts";
import { savedHere } from "./savings-here.ts";
import type { Session } from "./session.ts";
import type { Wording } from "./show-report.ts";

/** What is on: "flight", "flight, for the journey". */
export const onName = ({ profile, trip }: Pick<OnWish, "profile" | "trip">): string =>
  trip === undefined ? profile.name : profile === NO_PROFILE_NAMED ? "for the journey" : `${profile.name}, for the journey`;

/** How the report of `on` is worded, whoever stays and watches. */
export const onWording = (
  session: Session,
  wish: OnWish,
  forgotten: NonNullable<Wording["forgotten"]>,
): Pick<Wording, "headline" | "idle" | "battery" | "forgotten" | "savedBy"> => ({
  headline: `Travel mode is on: ${onName(wish)}`,
  idle: "All was so already.",
  battery: true,
  forgotten,
  savedBy: savedHere(session, wish.profile),
});
