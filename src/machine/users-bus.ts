// SPDX-License-Identifier: MIT
import { type Argv, asUser } from "./as-user.ts";
import { type BusName, namesOn } from "./bus-names.ts";
import { unexpectedReply } from "./bus-values.ts";
import type { Bus, BusCall, BusValue, Commands, Machine } from "./doors.ts";
import { failure, type Reading, value } from "./reading.ts";

/** Some user's own ("session") bus. */
export interface UsersBus extends Pick<Bus, "call"> {
  /** The well-known names on it. */
  names(): Promise<Reading<readonly BusName[]>>;
}

/**
 * The bus of a user: the caller's own; for root anybody's, by way of `busctl` run as that user, since the daemon lets nobody else in.
 * Undefined for an ordinary user who asks for another's.
 */
export function usersBus({ bus, commands, caller }: Machine, uid: number): UsersBus | undefined {
  if (caller.uid === uid) {
    const call: Bus["call"] = (it) => bus.call({ ...it, bus: "session" });
    return { call, names: () => namesOn({ call }, {}) };
  }
  if (caller.uid !== 0) return undefined;
  return { call: (it) => callAs(commands, uid, it), names: () => namesAs(commands, uid) };
}

const TIMEOUT_MS = 5000;

async function ask(commands: Commands, uid: number, words: Argv): Promise<Reading<string>> {
  const argv = asUser(uid, ["busctl", "--user", "--auto-start=no", ...words], { answers: true });
  const result = await commands.run(argv, { timeoutMs: TIMEOUT_MS });
  if (result.kind !== "value") return result;
  const { status, stdout, stderr } = result.value;
  return status === 0 ? value(stdout) : failure("busctl", errorNameIn(stderr), stderr.trim());
}

/** busctl tells what went wrong in words only. */
const errorNameIn = (said: string): string =>
  WORDS.find(([words]) => words.test(said))?.[1] ?? "org.freedesktop.DBus.Error.Failed";

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/Unit \S+ not loaded/u, "org.freedesktop.systemd1.NoSuchUnit"],
  [/[Uu]nknown object|object does not exist|No such object/iu, "org.freedesktop.DBus.Error.UnknownObject"],
  [
    /was not provided by any|name \S+ does not exist|name is not activatable|has no owner/iu,
    "org.freedesktop.DBus.Error.ServiceUnknown",
  ],
];

/** "org.a11y.Bus 4711 at-spi-bus-laun alice :1.20 at-spi.service - -", a line each. */
async function namesAs(commands: Commands, uid: number): Promise<Reading<readonly BusName[]>> {
  const said = await ask(commands, uid, ["--acquired", "--no-legend", "--full", "list"]);
  if (said.kind !== "value") return said;
  const rows = [...said.value.matchAll(/^([\w-]+(?:\.[\w-]+)+) +(\d+|-) /gmu)];
  return value(
    rows
      .map(([, name = "", pid]) => ({ name, pid: pid === "-" ? null : Number(pid) }))
      .filter(({ name }) => name !== "org.freedesktop.DBus"),
  );
}

async function callAs(commands: Commands, uid: number, call: BusCall): Promise<Reading<readonly BusValue[]>> {
  const { service, path, interface: of, member, signature, args } = call;
  const typed = signature === "" ? [] : [signature, ...args.map(String)];
  const said = await ask(commands, uid, ["--json=short", "--", "call", service, path, of, member, ...typed]);
  if (said.kind !== "value" || said.value.trim() === "") return said.kind === "value" ? value([]) : said;
  const body = parsed(said.value);
  return Array.isArray(body) ? value(body) : unexpectedReply(service, member);
}

/** `{"type":"as","data":[["one","other"]]}`; a variant within is written in the same way, and unwrapped. */
function parsed(text: string): BusValue | undefined {
  try {
    return JSON.parse(text, (_, it: BusValue) => (isTyped(it) ? it.data : it));
  } catch {
    return undefined;
  }
}

const isTyped = (it: unknown): it is { readonly type: string; readonly data: BusValue } =>
  typeof it === "object" && it !== null && Object.keys(it).join() === "type,data" && "type" in it && typeof it.type === "string";
