// SPDX-License-Identifier: MIT
import type { Bus, BusCall, BusValue, BusVariant } from "../../src/machine/doors.ts";
import { failure, type Reading, value } from "../../src/machine/reading.ts";

const ERROR = "org.freedesktop.DBus.Error";

/** A service's objects: path, interface, property or method. A function is a method; what it returns is the reply's arguments. */
export type FakeService = Record<string, Record<string, Record<string, BusValue | Method>>>;
type Method = (...args: readonly BusValue[]) => readonly BusValue[] | Reading<readonly BusValue[]>;

export interface FakeBus extends Bus {
  /** Every call that reached a service, in order. */
  readonly calls: BusCall[];
  readonly services: Record<string, FakeService>;
  /** Who is on the caller's own bus. */
  readonly session: Record<string, FakeService>;
  /** Makes calls fail: by "member", or "service" for all of it, with a D-Bus error name. */
  readonly faults: Map<string, string>;
}

type Services = Record<string, FakeService>;

/**
 * A bus in memory, the caller's own behind it, and those of `users` by number; the standard Properties interface, NameHasOwner and
 * GetManagedObjects. A user who is not among them cannot be reached.
 */
export function fakeBus(
  services: Services = {},
  session: Services = {},
  users: Readonly<Record<number, Services>> = {},
): FakeBus {
  const calls: BusCall[] = [];
  const faults = new Map<string, string>();
  return {
    services,
    session,
    calls,
    faults,
    async call(call) {
      const there = typeof call.bus === "number" ? users[call.bus] : call.bus === "session" ? session : services;
      if (there === undefined) return failure(`${call.service} ${call.member}`, `${ERROR}.AccessDenied`);
      if (call.member === "NameHasOwner") return value([String(call.args[0]) in there]);
      calls.push(call);
      const fault = faults.get(call.member) ?? faults.get(call.service);
      if (fault !== undefined) return failure(`${call.service} ${call.member}`, fault);
      return answer(there[call.service], call);
    },
    async close() {},
  };
}

function answer(service: FakeService | undefined, call: BusCall): Reading<readonly BusValue[]> {
  const refuse = (name: string): Reading<never> => failure(`${call.service} ${call.member}`, `${ERROR}.${name}`);
  if (service === undefined) return refuse("ServiceUnknown");
  if (call.member === "GetManagedObjects") return value([service as unknown as BusValue]);
  const object = service[call.path];
  if (object === undefined) return refuse("UnknownObject");
  if (call.interface === `org.freedesktop.DBus.Properties`) return properties(object, call, refuse);
  const method = object[call.interface]?.[call.member];
  if (typeof method !== "function") return refuse("UnknownMethod");
  const reply = method(...call.args);
  return "kind" in reply ? (reply as Reading<readonly BusValue[]>) : value(reply as readonly BusValue[]);
}

function properties(
  object: Record<string, Record<string, BusValue | Method>>,
  call: BusCall,
  refuse: (name: string) => Reading<never>,
): Reading<readonly BusValue[]> {
  const members = object[String(call.args[0])];
  if (members === undefined) return refuse("UnknownInterface");
  if (call.member === "GetAll") return value([members as unknown as BusValue]);
  const name = String(call.args[1]);
  if (!(name in members)) return refuse("UnknownProperty");
  if (call.member === "Get") return value([members[name] as BusValue]);
  members[name] = (call.args[2] as BusVariant).value;
  return value([]);
}
