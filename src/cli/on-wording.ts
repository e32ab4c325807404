// SPDX-License-Identifier: MIT
import type { OnWish } from "../keeper/keeper.ts";
import type { Wording } from "./show-report.ts";

/** How the report of `on` is worded, whoever stays and watches. */
export const onWording = (
  { profile }: OnWish,
  forgotten: NonNullable<Wording["forgotten"]>,
): Pick<Wording, "headline" | "idle" | "battery" | "forgotten"> => ({
  headline: `Travel mode is on: ${profile.name}`,
  idle: "All was so already.",
  battery: true,
  forgotten,
});
