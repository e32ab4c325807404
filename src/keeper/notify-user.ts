// SPDX-License-Identifier: MIT
import { type Argv, asUser } from "../machine/as-user.ts";
import { asRecord, type BusObject, getAllProperties, getProperty } from "../machine/bus-values.ts";
import type { Bus, BusValue, Files, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { Notice } from "./keeper.ts";

const TIMEOUT_MS = 5000;

/**
 * Shows the notice on the desktop of whoever sits at the machine, from root's keeper or the user's own; nothing where nobody does or no
 * notification server runs. On an external display (a projector, a talk) only the last warning is shown; "do not disturb" is the
 * server's own matter, which shows critical ones all the same. Never throws.
 */
export async function notifyUser(machine: Machine, notice: Notice): Promise<void> {
  const { files, bus, caller, commands } = machine;
  if (notice.kind !== "last" && hasExternalDisplay(files)) return;
  if (caller.uid !== 0) {
    await commands.run(showing(notice), { timeoutMs: TIMEOUT_MS });
    return;
  }
  const uid = await userAtTheSeat(bus);
  if (uid !== null) await commands.run(asUser(uid, showing(notice), { answers: false }), { timeoutMs: TIMEOUT_MS });
}

/** Connectors of built-in panels; "Virtual" is a virtual machine's only screen. */
const BUILT_IN = /^card\d+-(eDP|LVDS|DSI|DPI|Virtual)-/;

const CONNECTOR = /^card\d+-/;

function hasExternalDisplay(files: Files): boolean {
  const connectors = valueOr(files.list("/sys/class/drm"), []).filter((name) => CONNECTOR.test(name) && !BUILT_IN.test(name));
  return connectors.some((name) => valueOr(files.read(`/sys/class/drm/${name}/status`), "") === "connected");
}

const LOGIND = "org.freedesktop.login1";
const SEAT: BusObject = { service: LOGIND, path: "/org/freedesktop/login1/seat/seat0", interface: `${LOGIND}.Seat` };

/** The user of the graphical session that is in the foreground; null for a text console, a login screen, or nobody. */
async function userAtTheSeat(bus: Bus): Promise<number | null> {
  const active: BusValue = valueOr(await getProperty(bus, SEAT, "ActiveSession"), "");
  const path = Array.isArray(active) ? active[1] : undefined;
  if (typeof path !== "string" || !path.startsWith("/org/freedesktop/login1/session/")) return null;
  const session = asRecord(valueOr(await getAllProperties(bus, { service: LOGIND, path, interface: `${LOGIND}.Session` }), {}));
  const { User: user, Active: isActive, Remote: isRemote, Type: type, Class: kind } = session;
  const uid = Array.isArray(user) ? user[0] : undefined;
  const isDesktop = isActive === true && isRemote === false && kind === "user" && GRAPHICAL.has(type);
  return isDesktop && typeof uid === "number" ? uid : null;
}

const GRAPHICAL: ReadonlySet<unknown> = new Set(["x11", "wayland", "mir"]);

const SERVER = "org.freedesktop.Notifications";

/** Desktop Notifications Specification: application, replaces, icon, title, text, no actions, the urgency, the server's own time. */
function showing({ kind, sentence }: Notice): Argv {
  const { title, icon, urgency } = LOOKS[kind];
  const values = ["travelmode", "0", icon, title, escaped(sentence), "0", "1", "urgency", "y", String(urgency), "-1"];
  const call = [SERVER, "/org/freedesktop/Notifications", SERVER, "Notify", "susssasa{sv}i", ...values];
  return ["busctl", "--user", "--auto-start=no", "--", "call", ...call];
}

interface Look {
  readonly title: string;
  readonly icon: string;
  /** 0 low, 1 normal, 2 critical. */
  readonly urgency: 0 | 1 | 2;
}

const TITLE = "Travel mode";

const LOOKS: Readonly<Record<Notice["kind"], Look>> = {
  on: { title: TITLE, icon: "battery-symbolic", urgency: 1 },
  ended: { title: TITLE, icon: "battery-symbolic", urgency: 1 },
  yours: { title: TITLE, icon: "battery-symbolic", urgency: 0 },
  trip: { title: "Journey", icon: "battery-symbolic", urgency: 1 },
  "weak-power": { title: "Weak power", icon: "battery-low-symbolic", urgency: 1 },
  low: { title: "Battery low", icon: "battery-low-symbolic", urgency: 1 },
  last: { title: "Battery almost empty", icon: "battery-low-symbolic", urgency: 2 },
};

const MOST_LETTERS = 400;

/** The text may hold names from anywhere; servers read it as markup. */
function escaped(sentence: string): string {
  const plain = sentence.replaceAll(/\p{Cc}+/gu, " ").slice(0, MOST_LETTERS);
  return plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
