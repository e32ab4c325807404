// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { HistoryRecord } from "../history/record.ts";
import type { Caller, Machine } from "../machine/doors.ts";
import { firstState, rebooted } from "./boot.ts";
import { simulatedBus } from "./bus.ts";
import { simulatedFiles } from "./files.ts";
import { type Model, type ModelName, SERVICE_NAMES, type ServiceName } from "./model.ts";
import { MODELS } from "./models/models.ts";
import { simulatedCommands } from "./open-files.ts";
import { withCharger } from "./pass-time.ts";
import { simulatedPast } from "./past.ts";
import { simulatedProcesses, simulatedSignals } from "./processes.ts";
import { withHardBlock } from "./radios.ts";
import { type Runtime, startRuntime } from "./runtime.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";
import { type SimState, withSwitches } from "./state.ts";
import { createStore, openStore, type Store } from "./store.ts";
import { type Truth, truthOf } from "./truth.ts";

export interface SimulatedLaptopOptions {
  /** The tree's root, with sim.json in it; a folder without a laptop gets one. */
  readonly folder: string;
  /** "intel" unless told; a folder that has a laptop keeps its own. */
  readonly model?: ModelName;
  /** Model seconds for each real one; 0 unless told: time passes only by `advance` and by the clock's `sleep`. */
  readonly speed?: number;
  /** Root unless told; uid 1000 is the person at the laptop. */
  readonly caller?: Partial<Caller>;
  /** Who is on the bus, other than the model says. */
  readonly services?: Readonly<Partial<Record<ServiceName, boolean>>>;
  /** Whether the files are laid out on disk, for `cat` and for other programs; true unless told. The doors do not need them. */
  readonly tree?: boolean;
  /** The laptop's clock when it is first switched on, in milliseconds since 1970. */
  readonly startMs?: number;
}

export interface SimulatedLaptop {
  readonly machine: Machine;
  readonly model: ModelName;
  /** "Intel laptop with one battery" */
  readonly title: string;
  /** Its own charger, or one of so many watts. */
  plug(watts?: number): void;
  unplug(): void;
  advance(seconds: number): void;
  /** A new boot: volatile values as the kernel sets them, kept ones as they were. */
  reboot(): void;
  /** The switch on the case: all radios. */
  blockRadios(blocked: boolean): void;
  /** Connects or disconnects the paired Bluetooth devices. */
  connectBluetooth(connected: boolean): void;
  /** Something on a USB port that draws so many W; 0: nothing any more. */
  attach(watts: number): void;
  /** Every turnable file's bytes and the services' switches, for a comparison. */
  snapshot(): Snapshot;
  /** What no gauge shows exactly. */
  truth(): Truth;
  /** The three days before now, as a keeper would have kept them. */
  past(): readonly HistoryRecord[];
}

const START_MS = Date.UTC(2026, 5, 1, 9, 0);

/** Opens the laptop that lives in a folder, or sets a new one up there. Throws `TravelError` if the folder's is another model. */
export function openSimulatedLaptop(options: SimulatedLaptopOptions): SimulatedLaptop {
  const store = openStore(options.folder, options.tree ?? true) ?? begin(options);
  const name = store.load().model;
  if (options.model !== undefined && options.model !== name) throw anotherModel(options.folder, name);
  const model = MODELS[name];
  const runtime = startRuntime(store, options.speed ?? 0);
  return {
    machine: machineOf(options, runtime),
    model: name,
    title: model.title,
    plug: (watts = model.chargerW) => runtime.become(withCharger(runtime.world(), watts)),
    unplug: () => runtime.become(withCharger(runtime.world(), null)),
    advance: (seconds) => runtime.advance(seconds),
    reboot: () => runtime.become(rebooted(runtime.world())),
    blockRadios: (blocked) => runtime.become(withHardBlock(runtime.world(), blocked)),
    connectBluetooth: (connected) => runtime.become(withBluetooth(runtime, model, connected)),
    attach: (gadgetsW) => runtime.become({ ...runtime.world().state, gadgetsW }),
    snapshot: () => snapshotOf(runtime.world()),
    truth: () => truthOf(runtime.world()),
    past: () => simulatedPast(runtime.world()),
  };
}

function begin({ folder, model: name = "intel", services = {}, ...rest }: SimulatedLaptopOptions): Store {
  const model = MODELS[name];
  const running = SERVICE_NAMES.filter((service) => services[service] ?? model.services.includes(service));
  const state = firstState(model, { services: running, nowMs: rest.startMs ?? START_MS });
  return createStore(folder, state, rest.tree ?? true);
}

const anotherModel = (folder: string, found: ModelName): TravelError =>
  new TravelError(
    "USAGE",
    `The simulated laptop in ${folder} is of the model ${found}; leave the model out, or use another folder.`,
  );

function machineOf({ caller }: SimulatedLaptopOptions, runtime: Runtime): Machine {
  const who: Caller = { uid: 0, pid: process.pid, name: "root", home: "/root", env: {}, ...caller };
  return {
    files: simulatedFiles(runtime, who),
    bus: simulatedBus(runtime, who),
    clock: { now: () => Math.round(runtime.world().state.nowMs), sleep: (ms) => runtime.sleep(ms) },
    commands: simulatedCommands,
    processes: simulatedProcesses(runtime, who),
    signals: simulatedSignals(runtime, who),
    caller: who,
  };
}

function withBluetooth(runtime: Runtime, { bluetooth }: Model, connected: boolean): SimState {
  const { state } = runtime.world();
  const addresses = bluetooth?.devices.map(({ address }) => address) ?? [];
  return withSwitches(state, { bluetoothConnected: connected && state.switches.bluetoothPowered ? addresses : [] });
}
