// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Goal } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import type { Report } from "../../src/engine/report.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import type { Bus, BusCall, Machine } from "../../src/machine/doors.ts";
import { failure } from "../../src/machine/reading.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../src/sim/laptop.ts";
import { type Faults, faultyFiles } from "../fakes/faulty-files.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";
import { folderInMemory } from "../fakes/tree.ts";
import { profile } from "./toy-machine.ts";

const FLIGHT = profile("flight", {
  "platform.profile": ["low-power", "balanced"],
  "cpu.epp": ["power"],
  "cpu.boost": ["off"],
  "screen.brightness": [35],
  "radio.wifi": ["off"],
  "radio.bluetooth": ["off"],
});

interface Trip {
  readonly laptop: SimulatedLaptop;
  go(wanted: Profile | null, machine?: Machine): Promise<Report>;
}

function trip(t: TestContext): Trip {
  const laptop = openSimulatedLaptop({ folder: folderInMemory(t), tree: false });
  const own = memoryFolder();
  const goal: Goal = { profile: null, reason: "user", afresh: true, leave: [], evenIfUsed: Object.keys(FLIGHT.wishes) };
  const go: Trip["go"] = (wanted, machine = laptop.machine) =>
    openEngine(machine, { own }, async () => KNOBS).reconcile({ ...goal, profile: wanted });
  return { laptop, go };
}

const withFaults = (machine: Machine, faults: Faults): Machine => ({ ...machine, files: faultyFiles(machine.files, faults) });

/** The paths that `on` writes, as the machine names them. */
async function writtenPaths(t: TestContext): Promise<readonly string[]> {
  const { laptop, go } = trip(t);
  const written = new Set<string>();
  const { files } = laptop.machine;
  const write: typeof files.write = (path, text) => {
    written.add(path);
    return files.write(path, text);
  };
  await go(FLIGHT, { ...laptop.machine, files: { ...files, write } });
  return [...written];
}

const unfinished = ({ results }: Report): readonly string[] =>
  results.filter(({ outcome }) => outcome !== "applied").map(({ why = "" }) => why);

for (const errno of ["EPERM", "EBUSY", "EINVAL", "EIO", "ENOENT", "ENODEV", "EROFS"]) {
  test(`a write that fails with ${errno} costs that setting alone, says where, and off gives the start`, async (t) => {
    for (const path of await writtenPaths(t)) {
      const { laptop, go } = trip(t);
      const before = laptop.snapshot();
      const report = await go(FLIGHT, withFaults(laptop.machine, { write: { [path]: errno } }));
      const said = [...unfinished(report), ...report.skips.map(({ why }) => why)].join("\n");
      assert.match(said, new RegExp(`${errno} at ${path}`), path);
      assert.ok(unfinished(report).length <= 1, path);
      await go(null);
      assert.deepEqual(laptop.snapshot(), before, path);
    }
  });
}

test("where rights are missing the next way is taken, and without one it is said to need root", async (t) => {
  for (const path of await writtenPaths(t)) {
    const { laptop, go } = trip(t);
    const report = await go(FLIGHT, withFaults(laptop.machine, { write: { [path]: "EACCES" } }));
    const rights = report.skips.filter(({ kind }) => kind === "rights").map(({ knob }) => knob);
    const light = report.results.find(({ knob }) => knob === "screen.brightness");
    if (path.endsWith("/brightness")) assert.deepEqual([light?.way, light?.outcome], ["logind", "applied"]);
    else assert.equal(rights.length, 1, path);
  }
});

test("a write that is taken and ignored is reported as such", async (t) => {
  const { laptop, go } = trip(t);
  const path = "/sys/devices/system/cpu/intel_pstate/no_turbo";
  const report = await go(FLIGHT, withFaults(laptop.machine, { write: { [path]: "ignored" } }));
  assert.deepEqual(unfinished(report), ["it was taken without an error, and ignored"]);
});

for (const errno of ["EIO", "ENODEV", "EACCES"]) {
  test(`a setting that cannot be read (${errno}) is not turned, and the report says where`, async (t) => {
    for (const path of await writtenPaths(t)) {
      const { laptop, go } = trip(t);
      const before = laptop.snapshot();
      const report = await go(FLIGHT, withFaults(laptop.machine, { read: { [path]: errno } }));
      assert.match(report.skips.map(({ why }) => why).join("\n"), new RegExp(`${errno} at ${path}|not here|no `), path);
      await go(null);
      assert.deepEqual(laptop.snapshot(), before, path);
    }
  });
}

/** A bus on which one service fails: for every call, or only when something is to be changed. */
function failing(bus: Bus, service: string, { code, when }: { code: string; when: (call: BusCall) => boolean }): Bus {
  return {
    ...bus,
    call: async (call) => (call.service === service && when(call) ? failure(`${service} ${call.member}`, code) : bus.call(call)),
  };
}

const SERVICES = [
  { service: "org.freedesktop.NetworkManager", knob: "radio.wifi" },
  { service: "org.bluez", knob: "radio.bluetooth" },
];
const FAULTS = ["ServiceUnknown", "NoReply", "Disconnected", "AccessDenied", "Failed"];

for (const { service, knob } of SERVICES)
  for (const fault of FAULTS) {
    const code = `org.freedesktop.DBus.Error.${fault}`;

    test(`${service} that answers a change with ${fault} leaves ${knob} as it was, and says so`, async (t) => {
      const { laptop, go } = trip(t);
      const before = laptop.snapshot();
      const bus = failing(laptop.machine.bus, service, { code, when: ({ member }) => member === "Set" });
      const report = await go(FLIGHT, { ...laptop.machine, bus });
      const result = report.results.find((one) => one.knob === knob);
      assert.notEqual(result?.outcome, "applied");
      assert.match(result?.why ?? "", new RegExp(fault));
      await go(null);
      assert.deepEqual(laptop.snapshot(), before);
    });

    test(`${service} that answers nothing but ${fault} stops nothing else`, async (t) => {
      const { laptop, go } = trip(t);
      const before = laptop.snapshot();
      const bus = failing(laptop.machine.bus, service, { code, when: () => true });
      const report = await go(FLIGHT, { ...laptop.machine, bus });
      assert.equal(report.results.find((one) => one.knob === "screen.brightness")?.outcome, "applied");
      await go(null);
      assert.deepEqual(switches(laptop), { ...before, [CONNECTIONS]: undefined });
    });

    test(`${service} that answers ${fault} at off leaves ${knob} to be put back later`, async (t) => {
      const { laptop, go } = trip(t);
      const before = laptop.snapshot();
      await go(FLIGHT);
      const bus = failing(laptop.machine.bus, service, { code, when: () => true });
      const report = await go(null, { ...laptop.machine, bus });
      const left = report.results.filter((one) => one.knob === knob && one.outcome !== "applied");
      assert.match(
        left.map(({ why }) => why).join("\n"),
        fault === "ServiceUnknown" ? /not there now|ServiceUnknown/ : new RegExp(fault),
      );
      await go(null);
      assert.deepEqual(laptop.snapshot(), before);
    });
  }

/** A service that is not there cannot say what was connected, so that nothing can bring it back. */
const CONNECTIONS = "NetworkManager ActiveConnections";
const switches = ({ snapshot }: SimulatedLaptop): Record<string, string | undefined> => ({
  ...snapshot(),
  [CONNECTIONS]: undefined,
});
