// SPDX-License-Identifier: MIT
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { findWear } from "../doctor/battery-health.ts";
import { type Check, checks } from "./check.ts";

const { ok, said } = checks("health");

/** What each battery still holds of what it held when new. */
export const checkWear = (power: PowerSnapshot): readonly Check[] =>
  findWear(power).map(({ verdict, what, advice }) => (verdict === "good" ? ok(what) : said(what, advice)));
