// SPDX-License-Identifier: MIT
import type { Bus } from "../machine/doors.ts";
import { asRecord } from "./network-manager.ts";

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
    const model = asRecord(modem[`${SERVICE}.Modem`])["Model"];
    return `The SIM${typeof model === "string" ? ` in ${model}` : ""} will ask for its PIN when mobile data comes back`;
  });
}

function locksSim(modem: ReturnType<typeof asRecord>): boolean {
  const locks = Number(modem["EnabledFacilityLocks"] ?? 0);
  return Number.isInteger(locks) && (locks & SIM_LOCK) !== 0;
}
