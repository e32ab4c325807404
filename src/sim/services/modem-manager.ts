// SPDX-License-Identifier: MIT
import { radioOn } from "../radios.ts";
import type { BusObjects, Service } from "../service.ts";
import type { World } from "../state.ts";

const NAME = "org.freedesktop.ModemManager1";

/** ModemManager: one modem whose SIM asks for its PIN each time it has been off. */
export const modemManager: Service = {
  name: "ModemManager",
  busNames: [NAME],
  objects: (world) => objects(world),
  setters: {},
  methods: {},
};

/** State 8: registered, 3: disabled. UnlockRequired 1: no lock now. EnabledFacilityLocks 1: the SIM has a PIN. */
function objects(world: World): BusObjects {
  const on = radioOn(world, "wwan");
  const modem = {
    Manufacturer: "Simulated Modems",
    Model: "LTE Modem",
    EquipmentIdentifier: "004999010640000",
    State: on ? 8 : 3,
    PowerState: on ? 3 : 2,
    UnlockRequired: 1,
    PrimaryPort: "cdc-wdm0",
    Sim: "/org/freedesktop/ModemManager1/SIM/0",
  };
  return {
    "/org/freedesktop/ModemManager1": { [NAME]: { Version: "1.20.4" } },
    "/org/freedesktop/ModemManager1/Modem/0": {
      [`${NAME}.Modem`]: modem,
      [`${NAME}.Modem.Modem3gpp`]: { EnabledFacilityLocks: 1 },
    },
  };
}
