// SPDX-License-Identifier: MIT
import type { Bus, BusCall, BusValue, BusVariant, Caller } from "../machine/doors.ts";
import { failure, type Reading, value } from "../machine/reading.ts";
import type { Runtime } from "./runtime.ts";
import { type Answer, DBUS_ERROR, type Refusal, SEATED_UID, type Service } from "./service.ts";
import { SERVICES } from "./services/services.ts";
import type { World } from "./state.ts";

const BUS_NAME = "org.freedesktop.DBus";

/** The system bus, and that of the person at the laptop, on which services answer; what they change is on disk before the reply. */
export const simulatedBus = (runtime: Runtime, caller: Caller): Bus => ({
  call: async (asked) => {
    const world = runtime.world();
    const call = routed(asked, caller);
    if (call === null) return refusal(asked, { refused: `${DBUS_ERROR}.NoServer` });
    const outcome = call.service === BUS_NAME ? askBus(world, call) : askService(world, call, caller);
    if ("refused" in outcome) return refusal(call, outcome);
    if (outcome.state !== undefined) runtime.become(outcome.state);
    return value(outcome.reply);
  },
  close: async () => {},
});

/** Root reaches the person's bus by their number; the bus of anybody else is not there. */
function routed({ bus, ...call }: BusCall, { uid }: Caller): BusCall | null {
  if (bus === undefined) return call;
  const isTheirs = bus === "session" ? uid === SEATED_UID : bus === SEATED_UID && (uid === SEATED_UID || uid === 0);
  return isTheirs ? { ...call, bus: "session" } : null;
}

const refusal = (call: BusCall, { refused }: Refusal): Reading<never> => failure(`${call.service} ${call.member}`, refused);

/** The bus itself: who is on it. */
function askBus(world: World, { member, args, bus }: BusCall): Answer | Refusal {
  const names = running(world, bus).flatMap(({ busNames }) => busNames);
  if (member === "NameHasOwner") return { reply: [names.includes(String(args[0]))] };
  if (member === "ListNames") return { reply: [[BUS_NAME, ...names]] };
  return { refused: `${DBUS_ERROR}.UnknownMethod` };
}

const running = ({ state }: World, bus: BusCall["bus"]): readonly Service[] =>
  state.services.map((name) => SERVICES[name]).filter((service) => service.bus === bus);

function askService(world: World, call: BusCall, caller: Caller): Answer | Refusal {
  const service = running(world, call.bus).find(({ busNames }) => busNames.includes(call.service));
  if (service === undefined) return { refused: `${DBUS_ERROR}.ServiceUnknown` };
  if (call.member === "GetManagedObjects") return { reply: [service.objects(world)] };
  const object = service.objects(world)[call.path];
  if (object === undefined) return { refused: `${DBUS_ERROR}.UnknownObject` };
  if (call.interface === `${BUS_NAME}.Properties`) return properties(service, { world, call, caller, object });
  const method = object[call.interface] === undefined ? undefined : service.methods[`${call.interface} ${call.member}`];
  return method?.(world, { path: call.path, args: call.args, caller }) ?? { refused: `${DBUS_ERROR}.UnknownMethod` };
}

interface PropertyCall {
  readonly world: World;
  readonly call: BusCall;
  readonly caller: Caller;
  readonly object: Readonly<Record<string, Readonly<Record<string, BusValue>>>>;
}

/** org.freedesktop.DBus.Properties: Get, GetAll and Set. */
function properties(service: Service, { world, call, caller, object }: PropertyCall): Answer | Refusal {
  const [interfaceName, name, to] = call.args;
  const shown = object[String(interfaceName)];
  if (shown === undefined) return { refused: `${DBUS_ERROR}.UnknownInterface` };
  if (call.member === "GetAll") return { reply: [shown] };
  const now = shown[String(name)];
  if (now === undefined) return { refused: `${DBUS_ERROR}.UnknownProperty` };
  if (call.member === "Get") return { reply: [now] };
  const setter = service.setters[`${interfaceName} ${name}`];
  if (setter === undefined) return { refused: `${DBUS_ERROR}.PropertyReadOnly` };
  if (!isVariant(to)) return { refused: `${DBUS_ERROR}.InvalidArgs` };
  const outcome = setter(world, to.value, { path: call.path, args: call.args, caller });
  return "refused" in outcome ? outcome : { reply: [], state: outcome };
}

const isVariant = (it: BusValue | undefined): it is BusVariant =>
  typeof it === "object" && it !== null && "variant" in it && "value" in it;
