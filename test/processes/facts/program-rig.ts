// SPDX-License-Identifier: MIT
import type { TestContext } from "node:test";
import type { BusName } from "../../../src/machine/bus-names.ts";
import type { BusValue, Caller, CommandResult } from "../../../src/machine/doors.ts";
import type { ProcessIdentity, ProcessRecord } from "../../../src/machine/processes.ts";
import { gatherFacts } from "../../../src/processes/facts/gather-facts.ts";
import type { ProgramFacts } from "../../../src/processes/protected.ts";
import { type FakeService, fakeBus } from "../../fakes/fake-bus.ts";
import { alice, fakeMachine } from "../../fakes/fake-machine.ts";
import { fakeProcesses, record } from "../../fakes/fake-processes.ts";
import { fakePrograms } from "../../fakes/live-machine.ts";
import { tree } from "../../fakes/tree.ts";

export const APP = "/user.slice/user-1000.slice/user@1000.service/app.slice/app-spotify-12.scope";

export interface Running extends Partial<ProcessRecord>, Partial<ProcessIdentity> {
  readonly pid: number;
}

export interface Scene {
  readonly caller?: Caller;
  /** Alice's spotify, pid 50, in its own scope, unless told. */
  readonly running?: readonly Running[];
  readonly files?: Readonly<Record<string, string>>;
  readonly system?: Record<string, FakeService>;
  readonly session?: Record<string, FakeService>;
  /** Other users' buses, as root reaches them. */
  readonly users?: Readonly<Record<number, Record<string, FakeService>>>;
  readonly commands?: Readonly<Record<string, Partial<CommandResult>>>;
  readonly seesAll?: boolean;
}

const SPOTIFY: Running = { pid: 50, name: "spotify", cgroup: APP, commandLine: ["/opt/spotify/spotify"] };

/** A machine on which all can be found out, and nothing speaks against spotify unless the scene adds it. */
export function machineOf(t: TestContext, scene: Scene) {
  const { caller = alice, running = [SPOTIFY], files = {}, system = {}, session = {}, users = {} } = scene;
  const { commands = {}, seesAll = true } = scene;
  const records = running.map((it) => record({ parentPid: 0, ...it }));
  const identities = Object.fromEntries(running.map((it) => [it.pid, it]));
  const folders = Object.fromEntries(running.map(({ pid }) => [`/proc/${pid}/fd/`, ""]));
  return fakeMachine(tree(t, { "/proc/net/unix": "", "/run/user/1000/bus": "", ...folders, ...files }).files, {
    caller,
    processes: fakeProcesses([{ atMs: 1000, records, seesAll }], identities),
    bus: fakeBus({ ...namesOf([]), ...system }, { ...namesOf([]), ...session }, users),
    commands: fakePrograms({ "ss -xnH": {}, ...commands }),
  });
}

export const key = (pid: number) => ({ pid, startTicks: pid });

export const spotify = { pids: [key(50)], cgroup: APP, unit: "app-spotify-12.scope" };

/** What is found out about spotify. */
export const factsIn = (t: TestContext, scene: Scene): Promise<ProgramFacts> => gatherFacts(machineOf(t, scene), spotify);

/** The bus itself, with these names on it. */
export function namesOf(names: readonly BusName[]): Record<string, FakeService> {
  const NAME = "org.freedesktop.DBus";
  return {
    [NAME]: {
      "/org/freedesktop/DBus": {
        [NAME]: {
          ListNames: () => [[NAME, ":1.7", ...names.map(({ name }) => name)]],
          GetConnectionUnixProcessID: (name: BusValue) => [names.find((it) => it.name === name)?.pid ?? 0],
        },
      },
    },
  };
}
