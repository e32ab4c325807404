// SPDX-License-Identifier: MIT
import type { Caller, Machine } from "../machine/doors.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import { asApplications, asProcesses, hungriestFirst, isAwake } from "../processes/applications.ts";
import { desktopNames } from "../processes/desktop-names.ts";
import type { Fit } from "../processes/learned.ts";
import { recogniseForgotten } from "../processes/recognise.ts";
import { openScan, type Scan } from "../processes/scan.ts";
import type { Eaters } from "./eaters.ts";

/** Looks at all processes while somebody wants to see them; in between nothing is open. */
export interface EatersReader {
  /** What was used since the last look; null for the first, and where /proc cannot be read. */
  read(power: PowerSnapshot): Eaters | null;
  /** Nobody looks any more. */
  rest(): void;
}

/** `fit`: what is known of the costs of things on this laptop. */
export function eatersReader(machine: Machine, caller: Pick<Caller, "home" | "env">, fit: Fit): EatersReader {
  const nameOf = desktopNames(machine.files, caller);
  let latest: PowerSnapshot | null = null;
  let scan: Scan | null = null;
  return {
    read(power) {
      latest = power;
      if (scan === null) {
        scan = openScan({ machine, coefficients: fit.coefficients, power: () => latest ?? power });
        return null;
      }
      const look = scan.look();
      if (look.kind !== "value") return null;
      const { uses, ...observation } = look.value;
      const applications = asApplications(uses, nameOf);
      return {
        observation,
        applications: hungriestFirst(applications.filter(isAwake)),
        processes: hungriestFirst(asProcesses(uses.filter(isAwake))),
        forgotten: recogniseForgotten(applications, observation.spanS),
        isFitted: fit.isFitted,
      };
    },
    rest() {
      scan?.close();
      scan = null;
    },
  };
}
