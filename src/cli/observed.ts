// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { Machine } from "../machine/doors.ts";
import { readPower } from "../power/read-power.ts";
import type { Fit } from "../processes/learned.ts";
import { type Observation, openScan } from "../processes/scan.ts";

/** What all programs use over so many seconds. Throws REFUSED where that cannot be told. */
export async function observedFor(machine: Machine, spanS: number, { coefficients }: Fit): Promise<Observation> {
  const scan = openScan({ machine, coefficients, power: () => readPower(machine.files) });
  try {
    await machine.clock.sleep(spanS * 1000);
    const observation = scan.look();
    if (observation.kind === "value") return observation.value;
    const why = observation.kind === "error" ? `${observation.where} cannot be read (${observation.code})` : "there is no /proc";
    throw new TravelError("REFUSED", `what runs here cannot be told: ${why}`);
  } finally {
    scan.close();
  }
}
