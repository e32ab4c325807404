// SPDX-License-Identifier: MIT
import { type Argv, asUser } from "../../machine/as-user.ts";
import { asRecord, type BusObject, getAllProperties, getProperty } from "../../machine/bus-values.ts";
import type { Bus, BusValue, Files } from "../../machine/doors.ts";
import type { LiveCommands, LiveMachine, Stop } from "../../machine/live-doors.ts";
import { valueOr } from "../../machine/reading.ts";
import type { Notice } from "../keeper.ts";
import { type Button, CALL, listenToButton, PRESSED, TIMEOUT_MS } from "./notification-button.ts";

/**
 * Shows the notice on the desktop of whoever sits at the machine, from root's keeper or the user's own; nothing where nobody does or no
 * notification server runs. On an external display (a projector, a talk) only the last warning is shown; "do not disturb" is the
 * server's own matter, which shows critical ones all the same. Never throws.
 */
export async function notifyUser(machine: LiveMachine, notice: Notice): Promise<void> {
  const as = await whoeverLooks(machine, notice, { answers: false });
  if (as !== null) await machine.commands.run(as(showing(notice)), { timeoutMs: TIMEOUT_MS });
}

/** The same with a button, until it is pressed, which is told once, or taken away with the notification by what this answers. Never throws. */
export async function offerToUser(machine: LiveMachine, notice: Notice, button: Button): Promise<Stop> {
  const as = await whoeverLooks(machine, notice, { answers: true });
  const id = as === null ? null : await shownAs(machine.commands, as(showing(notice, button)));
  return as === null || id === null ? () => {} : listenToButton(machine.commands, as, id, button.onPressed);
}

/** Makes a program one of the person's who is to see the notice; null: nobody is. */
async function whoeverLooks(
  { files, bus, caller }: LiveMachine,
  { kind }: Notice,
  how: { readonly answers: boolean },
): Promise<((argv: Argv) => Argv) | null> {
  if (kind !== "last" && hasExternalDisplay(files)) return null;
  if (caller.uid !== 0) return (argv) => argv;
  const uid = await userAtTheSeat(bus);
  return uid === null ? null : (argv) => asUser(uid, argv, how);
}

/** The number by which the server knows it, told as "u 4711"; null where there is no server. */
async function shownAs(commands: LiveCommands, argv: Argv): Promise<number | null> {
  const shown = valueOr(await commands.run(argv, { timeoutMs: TIMEOUT_MS }), null);
  const id = /^u (\d{1,10})$/u.exec(shown?.stdout.trim() ?? "")?.[1];
  return id === undefined ? null : Number(id);
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

/** Desktop Notifications Specification: application, replaces, icon, title, text, actions, the urgency, the server's own time. */
function showing({ kind, sentence }: Notice, button?: Button): Argv {
  const { title, icon, urgency } = LOOKS[kind];
  const actions = button === undefined ? ["0"] : ["2", PRESSED, button.label];
  const values = ["travelmode", "0", icon, title, escaped(sentence), ...actions, "1", "urgency", "y", String(urgency), "-1"];
  return [...CALL, "Notify", "susssasa{sv}i", ...values];
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
  frozen: { title: TITLE, icon: "battery-symbolic", urgency: 0 },
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
