// SPDX-License-Identifier: MIT
import type { Errno, FileWrite, Manner } from "./manner.ts";
import { energyBias } from "./manners/energy-bias.ts";
import { energyPreference } from "./manners/energy-preference.ts";
import { freezer } from "./manners/freezer.ts";
import { boost, frequencyLimit, policyBoost } from "./manners/frequency.ts";
import { governor } from "./manners/governor.ts";
import { backlight, deadBacklight, led } from "./manners/lights.ts";
import { onOff, plainNumber } from "./manners/numbers.ts";
import { platformProfile } from "./manners/platform-profile.ts";
import { maxPercent, minPercent, noTurbo } from "./manners/pstate-limits.ts";
import { softBlock } from "./manners/soft-block.ts";
import { chargeTypes, dellEnd, dellStart, endThreshold, startThreshold } from "./manners/thresholds.ts";
import type { MannerName } from "./model.ts";
import type { SimState, World } from "./state.ts";

const MANNERS: Readonly<Record<MannerName, Manner>> = {
  governor,
  "energy-preference": energyPreference,
  "energy-bias": energyBias,
  "no-turbo": noTurbo,
  boost,
  "policy-boost": policyBoost,
  "max-percent": maxPercent,
  "min-percent": minPercent,
  "frequency-limit": frequencyLimit,
  "platform-profile": platformProfile,
  backlight,
  "dead-backlight": deadBacklight,
  led,
  "soft-block": softBlock,
  freezer,
  "start-threshold": startThreshold,
  "end-threshold": endThreshold,
  "dell-start": dellStart,
  "dell-end": dellEnd,
  "charge-types": chargeTypes,
  "on-off": onOff,
  number: plainNumber,
};

/** A write with root's rights to a file that exists, by its real path; one that its driver only shows is EACCES, even for root. */
export function writeFile(world: World, write: FileWrite): SimState | Errno {
  const manner = world.model.live[write.path]?.manner;
  return manner === undefined ? "EACCES" : MANNERS[manner](world, write);
}
