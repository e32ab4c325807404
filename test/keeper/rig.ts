// SPDX-License-Identifier: MIT
import type { TestContext } from "node:test";
import { openEngine } from "../../src/engine/open-engine.ts";
import type { Report } from "../../src/engine/report.ts";
import type { KeeperParts } from "../../src/keeper/course.ts";
import type { Keeper, Notice, OnWish } from "../../src/keeper/keeper.ts";
import { openKeeper } from "../../src/keeper/open-keeper.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import type { LiveMachine } from "../../src/machine/live-doors.ts";
import type { StateFolder } from "../../src/machine/state-folder.ts";
import type { Config } from "../../src/profile/config.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../src/sim/laptop.ts";
import type { ModelName } from "../../src/sim/model.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { type FakeClock, type FakePrograms, fakeClock, fakeLiveBus, fakePrograms } from "../fakes/live-machine.ts";
import { type MemoryFolder, memoryFolder } from "../fakes/memory-folder.ts";
import { temporaryFolder } from "../fakes/tree.ts";

/** A keeper on a simulated laptop, in a time that passes only when the test says so. */
export interface Rig {
  readonly laptop: SimulatedLaptop;
  readonly folder: MemoryFolder & StateFolder;
  readonly clock: FakeClock;
  readonly programs: FakePrograms;
  readonly bus: ReturnType<typeof fakeLiveBus>;
  readonly keeper: Keeper;
  readonly reports: Report[];
  readonly notices: Notice[];
  readonly logged: string[];
  readonly hooks: string[];
  config: Pick<Config, "rules" | "leave">;
  /** Lets the laptop and the keeper live for so long. */
  pass(seconds: number): Promise<void>;
  /** Waits for what takes its time, which passes meanwhile. */
  during<T>(work: Promise<T>): Promise<T>;
  /** The kernel tells of it. */
  plug(watts?: number): Promise<void>;
  unplug(): Promise<void>;
  uevent(subsystem: string, action?: string): void;
  on(profile: Profile, more?: Partial<OnWish>): Promise<Report>;
  /** SIGKILL: the keeper does nothing more; then a new one. */
  kill(): Promise<void>;
  /** As systemd does it: SIGTERM, and a new one. */
  restart(): Promise<void>;
  /** Nothing of the old keeper is left but the folder; the laptop has been off. */
  reboot(): Promise<void>;
}

export const FLIGHT: Profile = {
  name: "flight",
  title: "",
  onCharger: "all",
  wishes: { "cpu.boost": ["off"], "screen.brightness": [40], "radio.wifi": ["off"] },
  source: "",
};

export async function rig(test: TestContext, model: ModelName = "intel"): Promise<Rig> {
  const laptop = openSimulatedLaptop({ folder: temporaryFolder(test), model, tree: false });
  const folder = memoryFolder();
  let clock = fakeClock();
  const heard = { reports: [] as Report[], notices: [] as Notice[], logged: [] as string[], hooks: [] as string[] };
  const it = { config: { rules: [], leave: [] } as Pick<Config, "rules" | "leave"> };
  let programs = fakePrograms();
  let bus = fakeLiveBus(fakeBus());
  let keeper: Keeper;

  const open = async (): Promise<void> => {
    programs = fakePrograms();
    bus = fakeLiveBus(fakeBus());
    const machine: LiveMachine = {
      files: laptop.machine.files,
      bus: { ...bus, call: (call) => laptop.machine.bus.call(call) },
      clock,
      commands: programs,
      caller: laptop.machine.caller,
    };
    keeper = await during(openKeeper(partsOf(machine)));
    keeper.onChange((event) => {
      if (event.kind === "report") heard.reports.push(event.report);
      if (event.kind === "notice") heard.notices.push(event.notice);
    });
  };
  const partsOf = (machine: LiveMachine): KeeperParts => ({
    machine,
    engine: openEngine(machine, { own: folder }, async () => KNOBS),
    folder,
    config: () => it.config,
    profile: (name) => ({ ...FLIGHT, name, wishes: { "cpu.boost": ["off"] } }),
    runHooks: async (event, profile) => {
      heard.hooks.push(`${event} ${profile}`);
      return [];
    },
    notify: () => undefined,
    log: (sentence) => void heard.logged.push(sentence),
  });
  const pass = async (seconds: number): Promise<void> => {
    // In long steps where the second does not matter.
    const step = seconds > 60 ? 10 : 1;
    for (let second = 0; second < seconds; second += step) {
      laptop.advance(step);
      await clock.advance(step * 1000);
    }
  };
  const during = async <T>(work: Promise<T>): Promise<T> => {
    let done = false;
    const finished = work.finally(() => {
      done = true;
    });
    finished.catch(() => undefined);
    for (let step = 0; step < 1000 && !done; step += 1) {
      laptop.advance(0.1);
      await clock.advance(100);
    }
    return finished;
  };
  const uevent = (subsystem: string, action = "change"): void => {
    for (const program of programs.started)
      if (program.argv[0] === "udevadm" && !program.stopped)
        program.line(`KERNEL[1.000000] ${action}   /devices/virtual/${subsystem}/it (${subsystem})`);
  };
  /** What waited for time to pass waits for ever. */
  const die = (): void => {
    const nowMs = clock.now();
    clock = fakeClock();
    clock.suspend(nowMs - clock.now());
  };
  await open();
  return {
    laptop,
    folder,
    ...heard,
    get clock() {
      return clock;
    },
    get programs() {
      return programs;
    },
    get bus() {
      return bus;
    },
    get keeper() {
      return keeper;
    },
    get config() {
      return it.config;
    },
    set config(next) {
      it.config = next;
    },
    pass,
    during,
    uevent,
    async plug(watts) {
      laptop.plug(watts);
      uevent("power_supply");
      await clock.advance(0);
    },
    async unplug() {
      laptop.unplug();
      uevent("power_supply");
      await clock.advance(0);
    },
    on: (profile, more) =>
      during(keeper.on({ profile, leave: [], evenIfUsed: Object.keys(profile.wishes), stayOn: false, ...more })),
    async kill() {
      die();
      await open();
    },
    async restart() {
      await during(keeper.close("put-back"));
      await open();
    },
    async reboot() {
      die();
      laptop.reboot();
      await open();
    },
  };
}
