// SPDX-License-Identifier: MIT
import type { OnWish } from "../keeper/keeper.ts";
import { savedHere } from "./savings-here.ts";
import type { Session } from "./session.ts";
import type { Wording } from "./show-report.ts";

/** How the report of `on` is worded, whoever stays and watches. */
export const onWording = (
  session: Session,
  { profile }: OnWish,
  forgotten: NonNullable<Wording["forgotten"]>,
): Pick<Wording, "headline" | "idle" | "battery" | "forgotten" | "savedBy"> => ({
  headline: `Travel mode is on: ${profile.name}`,
  idle: "All was so already.",
  battery: true,
  forgotten,
  savedBy: savedHere(session, profile),
});
