// SPDX-License-Identifier: MIT
import type { BusName } from "../../machine/bus-names.ts";
import { foundNobody, unexpectedReply } from "../../machine/bus-values.ts";
import type { Bus, BusCall, BusValue } from "../../machine/doors.ts";
import { mapReading, type Reading, value } from "../../machine/reading.ts";
import type { UsersBus } from "../../machine/users-bus.ts";

/** Somebody who has asked that something does not happen now. */
export interface Inhibitor {
  /** Who asked: a process, or only what it calls itself ("firefox"). */
  readonly by: { readonly pid: number } | { readonly application: string };
  /** "sleep: burning a disc" */
  readonly what: string;
}

const LOGIND = "org.freedesktop.login1";

/** logind's, in all modes: also who only delays would have to answer. None where no logind runs. */
export async function systemInhibitors(bus: Pick<Bus, "call">): Promise<readonly Inhibitor[] | null> {
  const call = question(LOGIND, "/org/freedesktop/login1", `${LOGIND}.Manager`, "ListInhibitors");
  const rows = await rowsOf(bus, call);
  if (rows.kind === "error") return foundNobody(rows) ? [] : null;
  return rows.kind !== "value"
    ? null
    : rows.value.map(([what, , why, , , pid]) => ({ by: { pid: Number(pid) }, what: `${what}: ${why}` }));
}

/**
 * Those that the desktop knows: GNOME's session manager (also Cinnamon's, MATE's, Budgie's), KDE's power management, Xfce's. They name
 * applications, not processes. org.freedesktop.ScreenSaver itself lists nobody; GNOME and KDE hand what it is asked to these. With another
 * screen saver (wlroots' own protocol, XScreenSaver's) it cannot be known.
 */
export async function sessionInhibitors(bus: UsersBus, names: readonly BusName[]): Promise<readonly Inhibitor[] | null> {
  const asked = await Promise.all(
    KEEPERS.filter(({ service }) => names.some(({ name }) => name === service)).map(({ read }) => read(bus)),
  );
  return asked.includes(null) ? null : asked.flatMap((found) => found ?? []);
}

interface Keeper {
  readonly service: string;
  read(bus: UsersBus): Promise<readonly Inhibitor[] | null>;
}

const GNOME = "org.gnome.SessionManager";
const KDE = "org.kde.Solid.PowerManagement.PolicyAgent";
const XFCE = "org.freedesktop.PowerManagement.Inhibit";

const KEEPERS: readonly Keeper[] = [
  { service: GNOME, read: gnomeInhibitors },
  {
    service: KDE,
    read: (bus) => named(bus, question(KDE, "/org/kde/Solid/PowerManagement/PolicyAgent", KDE, "ListInhibitions")),
  },
  { service: XFCE, read: (bus) => named(bus, question(XFCE, "/org/freedesktop/PowerManagement/Inhibit", XFCE, "GetInhibitors")) },
];

const question = (service: string, path: string, of: string, member: string): BusCall => ({
  ...{ service, path, interface: of, member },
  ...{ signature: "", args: [] },
});

/** A list of lists; a list of texts counts as one of lists with one text each. */
async function rowsOf(bus: Pick<Bus, "call">, call: BusCall): Promise<Reading<readonly (readonly BusValue[])[]>> {
  const reply = await bus.call(call);
  if (reply.kind !== "value") return reply;
  const [rows] = reply.value;
  return Array.isArray(rows)
    ? value(rows.map((row: BusValue) => (Array.isArray(row) ? row : [row])))
    : unexpectedReply(call.service, call.member);
}

async function named(bus: UsersBus, call: BusCall): Promise<readonly Inhibitor[] | null> {
  const rows = await rowsOf(bus, call);
  if (rows.kind !== "value") return null;
  return rows.value.map(([application, why = ""]) => inhibitor(String(application), String(why)));
}

const inhibitor = (application: string, why: string): Inhibitor => ({
  by: { application },
  what: why === "" ? "the screen or sleep" : why,
});

/** Each is an object of its own (org.gnome.SessionManager.Inhibitor). One that has gone meanwhile inhibits nothing. */
async function gnomeInhibitors(bus: UsersBus): Promise<readonly Inhibitor[] | null> {
  const rows = await rowsOf(bus, question(GNOME, "/org/gnome/SessionManager", GNOME, "GetInhibitors"));
  if (rows.kind !== "value") return null;
  const found = await Promise.all(rows.value.map(([path]) => gnomeInhibitor(bus, String(path))));
  return found.includes(null) ? null : found.flatMap((one) => one ?? []);
}

async function gnomeInhibitor(bus: UsersBus, path: string): Promise<readonly Inhibitor[] | null> {
  const ask = async (member: string): Promise<Reading<string>> =>
    mapReading(await bus.call(question(GNOME, path, `${GNOME}.Inhibitor`, member)), ([text]) => String(text));
  const [application, why] = await Promise.all([ask("GetAppId"), ask("GetReason")]);
  if (application.kind === "error") return /Unknown(?:Object|Method)$/u.test(application.code) ? [] : null;
  return application.kind === "value" ? [inhibitor(application.value, why.kind === "value" ? why.value : "")] : null;
}
