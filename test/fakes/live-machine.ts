// SPDX-License-Identifier: MIT
import type { BusValue, BusVariant, Caller, CommandResult, Files } from "../../src/machine/doors.ts";
import type {
  BusSignal,
  HostedObject,
  LiveBus,
  LiveClock,
  LiveCommands,
  LiveMachine,
  ProgramEvents,
  SignalMatch,
} from "../../src/machine/live-doors.ts";
import { failure, type Reading, value } from "../../src/machine/reading.ts";
import { type FakeBus, fakeBus } from "./fake-bus.ts";
import { noSignals, root } from "./fake-machine.ts";
import { noProcesses } from "./fake-processes.ts";

export interface FakeLiveMachine extends LiveMachine {
  readonly bus: FakeLiveBus;
  readonly clock: FakeClock;
  readonly commands: FakePrograms;
}

/** A machine of fakes for what stays: nothing happens and no time passes unless the test says so. */
export function fakeLiveMachine(
  files: Files,
  more: { bus?: FakeBus; caller?: Caller; commands?: Readonly<Record<string, Partial<CommandResult>>> } = {},
): FakeLiveMachine {
  return {
    files,
    bus: fakeLiveBus(more.bus ?? fakeBus()),
    clock: fakeClock(),
    commands: fakePrograms(more.commands ?? {}),
    processes: noProcesses,
    signals: noSignals,
    caller: more.caller ?? root,
  };
}

export interface FakeLiveBus extends FakeBus, LiveBus {
  /** How many listeners have not been stopped. */
  readonly listening: number;
  /** Names that somebody else owns: hosting them fails (NameTaken). */
  readonly taken: Set<string>;
  /** What has the name; undefined after it was released. `call` with that name as service reaches it too, from the sender ":1.1". */
  hosted(name: string): FakeHosted | undefined;
  /** Tells every listener that matches. `args` as listeners get them, without variants. */
  signal(sender: string, path: string, iface: string, member: string, args?: readonly BusValue[]): void;
  /** The daemon is gone: listeners and hosted objects are too, and `onLost` is told. */
  lose(): void;
}

export interface FakeHosted {
  readonly object: HostedObject;
  /** Signals in order, with PropertiesChanged in `changes` instead: what had changed, with the values of that moment. */
  readonly emitted: { readonly member: string; readonly signature: string; readonly args: readonly BusValue[] }[];
  readonly changes: Readonly<Record<string, BusVariant>>[];
  /** Calls a method as somebody on the bus would; throws what the method throws. */
  call(
    sender: string,
    member: string,
    args?: readonly BusValue[],
    how?: { readonly interactive: boolean },
  ): Promise<readonly BusValue[]>;
}

const ERROR = "org.freedesktop.DBus.Error";
const PROPERTIES = "org.freedesktop.DBus.Properties";

/** The bus with signals and hosting added. */
export function fakeLiveBus(inner: FakeBus): FakeLiveBus {
  const listeners = new Set<{ readonly match: SignalMatch; heard(signal: BusSignal): void }>();
  const hosted = new Map<string, FakeHosted>();
  const taken = new Set<string>();
  const losses: (() => void)[] = [];
  const clear = (): void => {
    listeners.clear();
    hosted.clear();
  };
  const signal: FakeLiveBus["signal"] = (sender, path, iface, member, args = []) => {
    const it = { path, interface: iface, member, args };
    for (const { match, heard } of [...listeners]) if (matches(match, sender, it)) heard(it);
  };
  return {
    ...inner,
    taken,
    signal,
    get listening() {
      return listeners.size;
    },
    hosted: (name) => hosted.get(name),
    async call(call) {
      if (call.member === "NameHasOwner" && hosted.has(String(call.args[0]))) return value([true]);
      const there = hosted.get(call.service);
      if (there === undefined) return inner.call(call);
      if (call.interface === PROPERTIES) return value([plainProperties(there.object, call.args)]);
      try {
        return value(await there.call(":1.1", call.member, call.args, { interactive: call.interactive === true }));
      } catch (error) {
        return refused(`${call.service} ${call.member}`, error);
      }
    },
    async close() {
      clear();
      await inner.close();
    },
    async listen(match, heard) {
      const listener = { match, heard };
      listeners.add(listener);
      return value(() => void listeners.delete(listener));
    },
    async host(object) {
      if (taken.has(object.name) || hosted.has(object.name)) return failure(object.name, "NameTaken");
      const here = fakeHosted(object);
      hosted.set(object.name, here);
      return value({
        emit(member, signature, args) {
          here.emitted.push({ member, signature, args });
          signal(object.name, object.path, object.interface, member, args.map(plain));
        },
        changed(names) {
          const all = object.properties();
          const changes = Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
          here.changes.push(changes);
          signal(object.name, object.path, PROPERTIES, "PropertiesChanged", [object.interface, plain(changes), []]);
        },
        async release() {
          if (hosted.get(object.name) === here) hosted.delete(object.name);
        },
      });
    },
    onLost: (lost) => void losses.push(lost),
    lose() {
      clear();
      for (const lost of losses.splice(0)) lost();
    },
  };
}

function matches(match: SignalMatch, sender: string, { path, interface: iface, member, args }: BusSignal): boolean {
  if (match.sender !== sender || match.interface !== iface || match.member !== member) return false;
  return (match.path ?? path) === path && (match.arg0 === undefined || match.arg0 === args[0]);
}

function fakeHosted(object: HostedObject): FakeHosted {
  return {
    object,
    emitted: [],
    changes: [],
    async call(sender, member, args = [], { interactive } = { interactive: false }) {
      const method = Object.hasOwn(object.methods, member) ? object.methods[member] : undefined;
      if (method === undefined) throw new Error(`${object.name} has no method ${member}`);
      return method.run({ sender, args, interactive });
    },
  };
}

/** Get's or GetAll's answer, as a caller reads it. */
function plainProperties(object: HostedObject, [, name]: readonly BusValue[]): BusValue {
  const all = object.properties();
  return plain(typeof name === "string" ? (all[name] ?? {}) : all);
}

/** As the real bus hands it over: variants unwrapped. */
function plain(it: BusValue): BusValue {
  if (typeof it !== "object" || it instanceof Uint8Array) return it;
  if (Array.isArray(it)) return it.map(plain);
  if ("variant" in it) return plain((it as BusVariant).value);
  return Object.fromEntries(Object.entries(it).map(([key, member]) => [key, plain(member)]));
}

function refused(where: string, error: unknown): Reading<never> {
  if (!(error instanceof Error)) throw error;
  if ("busName" in error) return failure(where, String(error.busName), error.message);
  return failure(where, `${ERROR}.Failed`, error.message);
}

export interface FakeClock extends LiveClock {
  /** Time awake: runs in order what falls due, and lets promises settle before, between and after. */
  advance(ms: number): Promise<void>;
  /** Time asleep: `now` moves on, and nothing falls due. */
  suspend(ms: number): void;
  /** How long each sleeper and timer still has to wait, soonest first. */
  readonly waitingMs: readonly number[];
}

/** A clock that stands still at 09:00 UTC on 1 June 2026 until it is advanced. */
export function fakeClock(): FakeClock {
  let awakeMs = 0;
  let suspendedMs = Date.UTC(2026, 5, 1, 9, 0);
  const timers = new Set<{ readonly dueMs: number; act(): void }>();
  const inOrder = () => [...timers].sort((one, other) => one.dueMs - other.dueMs);
  const after: LiveClock["after"] = (ms, act) => {
    const timer = { dueMs: awakeMs + Math.max(0, ms), act };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  return {
    now: () => suspendedMs + awakeMs,
    after,
    sleep: (ms) => new Promise((resolve) => void (ms <= 0 ? resolve() : after(ms, resolve))),
    suspend(ms) {
      suspendedMs += ms;
    },
    get waitingMs() {
      return inOrder().map(({ dueMs }) => dueMs - awakeMs);
    },
    async advance(ms) {
      const endMs = awakeMs + ms;
      for (;;) {
        await settled();
        const [next] = inOrder();
        if (next === undefined || next.dueMs > endMs) break;
        timers.delete(next);
        awakeMs = next.dueMs;
        next.act();
      }
      awakeMs = endMs;
    },
  };
}

/** Some turns of the event loop: whatever needs no real input or output is done by then. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export interface FakePrograms extends LiveCommands {
  /** Every argument vector that was run, in order. */
  readonly ran: (readonly string[])[];
  /** What running says, by the arguments with blanks between; what is not here is a missing program (ENOENT). */
  readonly results: Record<string, Partial<CommandResult>>;
  /** Every program that was started, in order. */
  readonly started: FakeProgram[];
  /** Programs (by argv[0]) that cannot be started: ENOENT. */
  readonly missing: Set<string>;
}

export interface FakeProgram {
  readonly argv: readonly string[];
  readonly stopped: boolean;
  /** It prints a line. */
  line(text: string): void;
  /** It ends by itself. */
  end(status?: number): void;
}

export function fakePrograms(results: Readonly<Record<string, Partial<CommandResult>>> = {}): FakePrograms {
  const ran: (readonly string[])[] = [];
  const started: FakeProgram[] = [];
  const missing = new Set<string>();
  const table = { ...results };
  return {
    ran,
    results: table,
    started,
    missing,
    async run(argv) {
      ran.push(argv);
      const result = table[argv.join(" ")];
      return result === undefined ? failure(argv[0], "ENOENT") : value({ status: 0, stdout: "", stderr: "", ...result });
    },
    async start(argv, events) {
      if (missing.has(argv[0])) return failure(argv[0], "ENOENT");
      const { program, stop } = fakeProgram(argv, events);
      started.push(program);
      return value(stop);
    },
  };
}

function fakeProgram(argv: readonly string[], events: ProgramEvents): { readonly program: FakeProgram; stop(): void } {
  let running = true;
  let stopped = false;
  const program: FakeProgram = {
    argv,
    get stopped() {
      return stopped;
    },
    line: (text) => void (running && events.onLine?.(text)),
    end(status = 0) {
      if (!running) return;
      running = false;
      events.onEnd?.(status);
    },
  };
  const stop = (): void => {
    stopped ||= running;
    running = false;
  };
  return { program, stop };
}
