// SPDX-License-Identifier: MIT
import type { FakeLiveBus } from "../../fakes/live-machine.ts";

const DAEMON = "org.freedesktop.DBus";

/** A name's owner goes: the bus tells, and the service cannot be called any more. */
export function leave(bus: FakeLiveBus, name: string): void {
  delete bus.services[name];
  bus.signal(DAEMON, "/org/freedesktop/DBus", DAEMON, "NameOwnerChanged", [name, ":1.7", ""]);
}

/** A name gets an owner. */
export function arrive(bus: FakeLiveBus, name: string): void {
  bus.services[name] ??= {};
  bus.signal(DAEMON, "/org/freedesktop/DBus", DAEMON, "NameOwnerChanged", [name, "", ":1.8"]);
}

/** A name goes from one owner to the next at once. */
export function handOver(bus: FakeLiveBus, name: string): void {
  bus.signal(DAEMON, "/org/freedesktop/DBus", DAEMON, "NameOwnerChanged", [name, ":1.7", ":1.8"]);
}

export function propertiesChanged(
  bus: FakeLiveBus,
  object: { readonly service: string; readonly path: string; readonly interface: string },
  values: Record<string, string | number | boolean>,
  invalidated: readonly string[] = [],
): void {
  bus.signal(object.service, object.path, "org.freedesktop.DBus.Properties", "PropertiesChanged", [
    object.interface,
    values,
    invalidated,
  ]);
}
