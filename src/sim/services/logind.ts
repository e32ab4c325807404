// SPDX-License-Identifier: MIT
import { basename, dirname } from "node:path";
import { type BusObjects, DBUS_ERROR, type Method, SEATED_UID, type Service } from "../service.ts";
import type { World } from "../state.ts";
import { writeFile } from "../write-file.ts";

const NAME = "org.freedesktop.login1";
const ROOT = "/org/freedesktop/login1";
const MANAGER = `${NAME}.Manager`;
const SESSION = `${NAME}.Session`;
const OWN = `${ROOT}/session/_32`;

/** systemd-logind: one graphical session at seat0, and its right to dim lights without a password. */
export const logind: Service = {
  name: "logind",
  busNames: [NAME],
  objects: (world) => objects(world),
  setters: {},
  methods: {
    [`${MANAGER} GetSession`]: () => ({ reply: [OWN] }),
    [`${MANAGER} GetSessionByPID`]: () => ({ reply: [OWN] }),
    [`${MANAGER} ListSessions`]: () => ({ reply: [[["2", SEATED_UID, "alice", "seat0", OWN]]] }),
    [`${MANAGER} ListUsers`]: () => ({ reply: [[[SEATED_UID, "alice", `${ROOT}/user/_1000`]]] }),
    [`${MANAGER} ListInhibitors`]: () => ({ reply: [[]] }),
    [`${SESSION} SetBrightness`]: (...asked) => setBrightness(...asked),
  },
};

function objects({ state }: World): BusObjects {
  const session = {
    Id: "2",
    Name: "alice",
    User: [SEATED_UID, `${ROOT}/user/_1000`],
    Seat: ["seat0", `${ROOT}/seat/seat0`],
    Type: "wayland",
    Class: "user",
    State: "active",
    Active: true,
    Remote: false,
    RemoteHost: "",
    LockedHint: false,
  };
  const manager = {
    OnExternalPower: state.power.chargerW !== null,
    LidClosed: false,
    BlockInhibited: "",
    DelayInhibited: "sleep",
  };
  const paths = [OWN, `${ROOT}/session/auto`, `${ROOT}/session/self`];
  return { [ROOT]: { [MANAGER]: manager }, ...Object.fromEntries(paths.map((path) => [path, { [SESSION]: session }])) };
}

/** SetBrightness(subsystem, name, brightness): for root and the session's own user; a driver's refusal comes back as System.Error. */
function setBrightness(...[world, { args, caller }]: Parameters<Method>): ReturnType<Method> {
  const [subsystem, name, brightness] = args;
  if (caller.uid !== 0 && caller.uid !== SEATED_UID) return { refused: `${DBUS_ERROR}.AccessDenied` };
  if (subsystem !== "backlight" && subsystem !== "leds") return { refused: `${DBUS_ERROR}.InvalidArgs` };
  const path = lightFile(world, subsystem, String(name));
  if (path === undefined) return { refused: "System.Error.ENODEV" };
  const outcome = writeFile(world, { path, text: String(brightness) });
  return typeof outcome === "string" ? { refused: `System.Error.${outcome}` } : { reply: [], state: outcome };
}

function lightFile({ model }: World, subsystem: "backlight" | "leds", name: string): string | undefined {
  const folder = model.links[`/sys/class/${subsystem}/${name}`];
  return Object.keys(model.live).find((path) => dirname(path) === folder && basename(path) === "brightness");
}
