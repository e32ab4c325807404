// SPDX-License-Identifier: MIT
import type { BusValue } from "../../machine/doors.ts";
import type { ServiceName } from "../model.ts";
import type { Method, Service } from "../service.ts";
import type { World } from "../state.ts";

const NAME = "org.freedesktop.systemd1";
const ROOT = "/org/freedesktop/systemd1";
const MANAGER = `${NAME}.Manager`;

/** The units behind the services that can be on the bus. */
const UNITS: Readonly<Record<string, ServiceName>> = {
  "NetworkManager.service": "NetworkManager",
  "bluetooth.service": "bluez",
  "systemd-logind.service": "logind",
  "power-profiles-daemon.service": "power-profiles-daemon",
  "ModemManager.service": "ModemManager",
};

/** systemd, as far as somebody asks which units are running. */
export const systemd: Service = {
  name: "systemd",
  busNames: [NAME],
  objects: () => ({ [ROOT]: { [MANAGER]: { Version: "257" } } }),
  setters: {},
  methods: { [`${MANAGER} ListUnitsByNames`]: (...asked) => listUnits(...asked) },
};

/** ListUnitsByNames(names): name, description, load state, active state, sub-state, followed unit, path, and a job's id, type and path. */
function listUnits(world: World, { args: [names] }: Parameters<Method>[1]): ReturnType<Method> {
  const asked: readonly BusValue[] = Array.isArray(names) ? names : [];
  return { reply: [asked.map((name) => unitRow(world, String(name)))] };
}

function unitRow({ state }: World, name: string): BusValue {
  const service = UNITS[name];
  const running = service !== undefined && state.services.includes(service);
  const states = running ? ["loaded", "active", "running"] : ["not-found", "inactive", "dead"];
  return [name, name, ...states, "", `${ROOT}/unit/${name.replaceAll(/\W/gu, "_")}`, 0, "", "/"];
}
