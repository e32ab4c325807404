// SPDX-License-Identifier: MIT
import { asRecord, type BusRecord, textIn } from "../machine/bus-values.ts";
import type { Bus } from "../machine/doors.ts";

const SERVICE = "org.freedesktop.ModemManager1";

/** MM_MODEM_3GPP_FACILITY_SIM: the SIM wants its PIN at each power-on. */
const SIM_LOCK = 1;

/** What to know before a modem is turned off: its SIM will ask for the PIN when it comes back. */
export async function simPinWarnings(bus: Bus): Promise<readonly string[]> {
  const call = { service: SERVICE, path: "/org/freedesktop/ModemManager1", interface: "org.freedesktop.DBus.ObjectManager" };
  const reply = await bus.call({ ...call, member: "GetManagedObjects", signature: "", args: [] });
  const modems = reply.kind === "value" ? Object.values(asRecord(reply.value[0])) : [];
  const asking = modems
    .map((modem) => asRecord(modem))
    .filter((modem) => locksSim(asRecord(modem[`${SERVICE}.Modem.Modem3gpp`])));
  return asking.map((modem) => {
    const model = textIn(asRecord(modem[`${SERVICE}.Modem`]), "Model");
    return `The SIM${model === "" ? "" : ` in ${model}`} will ask for its PIN when mobile data comes back`;
  });
}

function locksSim(modem: BusRecord): boolean {
  const locks = modem["EnabledFacilityLocks"];
  return typeof locks === "number" && (locks & SIM_LOCK) !== 0;
}
