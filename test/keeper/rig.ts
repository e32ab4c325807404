// SPDX-License-Identifier: MIT
import type { TestContext } from "node:test";
// What the engine loads at the first use takes real time, which must not pass in the middle of a test.
import "../../src/engine/adopt.ts";
import "../../src/engine/by-hand.ts";
import "../../src/engine/journal.ts";
import "../../src/engine/operations.ts";
import "../../src/engine/relax.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import type { Report } from "../../src/engine/report.ts";
import { TravelError } from "../../src/errors.ts";
import { limitFolder } from "../../src/keeper/charger/full-charge-wish.ts";
import type { KeeperParts } from "../../src/keeper/course.ts";
import { heldTimers } from "../../src/keeper/due-work/held-timers.ts";
import type { Keeper, Notice, OnWish } from "../../src/keeper/keeper.ts";
import { openKeeper } from "../../src/keeper/open-keeper.ts";
import { holdProfiles } from "../../src/keeper/wishes/held-profile.ts";
import { batteryChargeLimit } from "../../src/knobs/battery-charge-limit.ts";
import type { Files } from "../../src/machine/doors.ts";
import type { LiveMachine } from "../../src/machine/live-doors.ts";
import type { StateFolder } from "../../src/machine/state-folder.ts";
import type { Config } from "../../src/profile/config.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../src/sim/laptop.ts";
import type { ModelName } from "../../src/sim/model.ts";
import { clearAll, knobsWith } from "../engine/cleared-knobs.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { type FakeClock, type FakePrograms, fakeClock, fakeLiveBus, fakePrograms } from "../fakes/live-machine.ts";
import { type MemoryFolder, memoryFolder } from "../fakes/memory-folder.ts";
import { folderInMemory } from "../fakes/tree.ts";
import { type TellingLaptop, tellingLaptop } from "./client/telling-laptop.ts";

/** A keeper on a simulated laptop, in a time that passes only when the test says so. */
export interface Rig {
  readonly laptop: SimulatedLaptop;
  /** What somebody beside the keeper turns by these is told, as the kernel and the services do. */
  readonly hand: TellingLaptop["doors"];
  readonly folder: MemoryFolder & StateFolder;
  readonly clock: FakeClock;
  readonly programs: FakePrograms;
  readonly bus: ReturnType<typeof fakeLiveBus>;
  readonly keeper: Keeper;
  readonly reports: Report[];
  readonly notices: Notice[];
  /** Notices on the desktop that have a button. */
  readonly buttons: { readonly notice: Notice; readonly label: string; readonly isThere: boolean; press(): void }[];
  readonly logged: string[];
  readonly hooks: string[];
  config: Pick<Config, "rules" | "leave">;
  /** Lets the laptop and the keeper live for so long. One that has retired meanwhile is followed by the next, as whoever asks starts one. */
  pass(seconds: number): Promise<void>;
  /** Waits for what takes its time, which passes meanwhile. */
  during<T>(work: Promise<T>): Promise<T>;
  /** The kernel tells of it. */
  plug(watts?: number): Promise<void>;
  unplug(): Promise<void>;
  uevent(subsystem: string, action?: string): void;
  /** A service goes, and comes: by its name on the bus. */
  leave(name: string): void;
  arrive(name: string): Promise<void>;
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

const CLEARED_KNOBS = knobsWith(clearAll);

export const BOOST = "/sys/devices/system/cpu/intel_pstate/no_turbo";

/** Whether a profile's boost = "off" is in force on the Intel laptop. */
export const isOn = ({ laptop }: Pick<Rig, "laptop">): boolean => textAt(laptop.machine.files, BOOST) === "1";

/** "" where there is none. */
export function textAt(files: Files, path: string): string {
  const reading = files.read(path);
  return reading.kind === "value" ? reading.value : "";
}

/** On battery, a minute after it was unplugged. */
export async function unplugged(it: Rig): Promise<void> {
  await it.unplug();
  await it.pass(60);
}

/** What logind tells before a sleep or a shutdown (`begins`), and after it. */
export const logind = ({ bus }: Pick<Rig, "bus">, member: "PrepareForSleep" | "PrepareForShutdown", begins: boolean): void =>
  bus.signal("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", member, [begins]);

/** A sleep begins or ends, and what the keeper does by that is done. */
export async function sleep(it: Rig, begins: boolean): Promise<void> {
  logind(it, "PrepareForSleep", begins);
  await it.pass(2);
}

/** All but connections, which take the seconds that Wi-Fi takes. */
export function settings({ laptop }: Pick<Rig, "laptop">): Readonly<Record<string, string>> {
  const { "NetworkManager ActiveConnections": _, ...rest } = laptop.snapshot();
  return rest;
}

export const told = ({ notices }: Pick<Rig, "notices">): readonly Notice["kind"][] => notices.map(({ kind }) => kind);

/** Whether the keeper that is there now has retired by the time this is called. */
export function retires({ keeper }: Pick<Rig, "keeper">): () => boolean {
  let idle = false;
  void keeper.idle.then(() => {
    idle = true;
  });
  return () => idle;
}

export async function rig(test: TestContext, model: ModelName = "intel"): Promise<Rig> {
  const laptop = openSimulatedLaptop({ folder: folderInMemory(test), model, tree: false });
  const folder = memoryFolder();
  let clock = fakeClock();
  const heard = {
    reports: [] as Report[],
    notices: [] as Notice[],
    buttons: [] as Rig["buttons"],
    logged: [] as string[],
    hooks: [] as string[],
  };
  const it = { config: { rules: [], leave: [] } as Pick<Config, "rules" | "leave"> };
  let programs = fakePrograms();
  let bus = fakeLiveBus(fakeBus());
  let keeper: Keeper;
  let hasRetired = false;
  const uevent = (subsystem: string, action = "change"): void => {
    for (const program of programs.started)
      if (program.argv.includes(`--subsystem-match=${subsystem}`) && !program.stopped)
        program.line(`KERNEL[1.000000] ${action}   /devices/virtual/${subsystem}/it (${subsystem})`);
  };
  const telling = tellingLaptop(laptop, { bus: () => bus, uevent });

  const open = async (): Promise<void> => {
    programs = fakePrograms();
    bus = fakeLiveBus(fakeBus());
    const machine: LiveMachine = {
      files: telling.doors.files,
      bus: { ...bus, call: telling.doors.bus.call },
      clock,
      commands: programs,
      processes: laptop.machine.processes,
      signals: laptop.machine.signals,
      caller: laptop.machine.caller,
    };
    keeper = await during(openKeeper(partsOf(machine)));
    const opened = keeper;
    void opened.idle.then(() => {
      if (keeper === opened) hasRetired = true;
    });
    keeper.onChange((event) => {
      if (event.kind === "report") heard.reports.push(event.report);
      if (event.kind === "notice") heard.notices.push(event.notice);
    });
  };
  const partsOf = (machine: LiveMachine): KeeperParts => ({
    machine,
    timers: heldTimers(folder, machine.files),
    engine: openEngine({ ...machine, bus: holdProfiles(machine.bus) }, { own: folder }, async () => CLEARED_KNOBS, {
      watched: true,
    }),
    limitEngine: openEngine(machine, { own: limitFolder(folder) }, async () => [batteryChargeLimit]),
    folder,
    config: () => it.config,
    profile: (name) => {
      if (name === "broken") throw new TravelError("PROFILE_INVALID", "broken.toml, line 1: has a mistake");
      return { ...FLIGHT, name, wishes: { "cpu.boost": ["off"] } };
    },
    runHooks: async (event, profile) => {
      heard.hooks.push(`${event} ${profile}`);
      return [];
    },
    notify: () => undefined,
    offer: async (notice, { label, onPressed: press }) => {
      const button = { notice, label, press, isThere: true };
      heard.buttons.push(button);
      return () => {
        button.isThere = false;
      };
    },
    log: (sentence) => void heard.logged.push(sentence),
  });
  const pass = async (seconds: number): Promise<void> => {
    // In long steps where the second does not matter.
    const step = seconds > 60 ? 10 : 1;
    for (let second = 0; second < seconds; second += step) {
      laptop.advance(step);
      await clock.advance(step * 1000);
    }
    if (hasRetired) await beginAnew("leave");
  };
  const beginAnew = async (how: "put-back" | "leave"): Promise<void> => {
    hasRetired = false;
    await during(keeper.close(how));
    await telling.disconnect();
    await open();
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
  /** What waited for time to pass waits for ever. */
  const die = async (): Promise<void> => {
    hasRetired = false;
    await telling.disconnect();
    const nowMs = clock.now();
    clock = fakeClock();
    clock.suspend(nowMs - clock.now());
  };
  await open();
  return {
    laptop,
    hand: telling.doors,
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
    leave: telling.leave,
    arrive: telling.arrive,
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
      await die();
      await open();
    },
    restart: () => beginAnew("put-back"),
    async reboot() {
      await die();
      laptop.reboot();
      await open();
    },
  };
}
