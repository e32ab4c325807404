// SPDX-License-Identifier: MIT
import type { Bus, Files, Machine } from "../../src/machine/doors.ts";
import { type DurableSteps, durableSteps } from "../../src/machine/durable-steps.ts";

/** Counts the instants at which a process may die, and dies at one of them: from then on nothing leaves a trace any more. */
export interface Fate {
  readonly instants: () => number;
  readonly isDead: () => boolean;
  /** Called before and after everything that leaves a trace, and at each read-back. */
  readonly pass: () => void;
}

export function fate(dieAt: number): Fate {
  let instants = 0;
  return {
    instants: () => instants,
    isDead: () => instants >= dieAt,
    pass: () => {
      instants++;
      if (instants >= dieAt) throw new Error(`dead at instant ${instants}`);
    },
  };
}

/** The machine in the hands of a process that may die. */
export const mortal = (machine: Machine, it: Fate): Machine => ({
  ...machine,
  files: mortalFiles(machine.files, it),
  bus: mortalBus(machine.bus, it),
  signals: { send: (...sent) => around(it.pass, () => machine.signals.send(...sent)) },
});

/** Every write, before and after; every read of what has been written. */
function mortalFiles(files: Files, { pass }: Fate): Files {
  const written = new Set<string>();
  return {
    ...files,
    read: (path) => {
      if (written.has(path)) pass();
      return files.read(path);
    },
    write: (path, text) => {
      written.add(path);
      return around(pass, () => files.write(path, text));
    },
  };
}

/** What only asks leaves no trace. */
const QUESTIONS = /^(Get|GetAll|GetManagedObjects|NameHasOwner|List.*|GetSettings|GetConnectionByUuid)$/;

const mortalBus = (bus: Bus, { pass }: Fate): Bus => ({
  ...bus,
  call: async (call) => {
    if (QUESTIONS.test(call.member)) return bus.call(call);
    pass();
    const reply = await bus.call(call);
    pass();
    return reply;
  },
});

/** Each step that makes something durable, before and after. */
export const mortalSteps = ({ pass }: Fate): DurableSteps => ({
  write: (descriptor, bytes) => around(pass, () => durableSteps.write(descriptor, bytes)),
  sync: (descriptor) => around(pass, () => durableSteps.sync(descriptor)),
  rename: (from, to) => around(pass, () => durableSteps.rename(from, to)),
  syncFolder: (path) => around(pass, () => durableSteps.syncFolder(path)),
  unlink: (path) => around(pass, () => durableSteps.unlink(path)),
});

function around<T>(pass: () => void, act: () => T): T {
  pass();
  const result = act();
  pass();
  return result;
}
