// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test, { type TestContext } from "node:test";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import { valueOr } from "../../src/machine/reading.ts";
import type { Profile } from "../../src/profile/profile.ts";
import type { SimulatedLaptop } from "../../src/sim/laptop.ts";
import { MODEL_NAMES, type ModelName } from "../../src/sim/model.ts";
import { folderInMemory } from "../fakes/tree.ts";
import { immortal, type Scene, scene, travel } from "./journeys.ts";
import { fate } from "./mortal.ts";
import { profile } from "./toy-machine.ts";

/** Everything that can be turned, and then only some of it. */
const FLIGHT = profile("flight", {
  "platform.profile": ["low-power", "quiet", "cool", "balanced"],
  "cpu.governor": ["saving"],
  "cpu.epp": ["power"],
  "cpu.boost": ["off"],
  "cpu.limit": [60],
  "kernel.nmi-watchdog": ["off"],
  "kernel.writeback": [15],
  "screen.brightness": [35],
  "keyboard.light": ["off"],
  "battery.charge-limit": [70],
  "service.hold": ["all"],
  "app.slow": ["firefox", "camera-archive"],
  "app.freeze": ["tracker-miner-fs-3", "fold-proteins", "camera-archive"],
  "radio.wifi": ["off"],
  "radio.wwan": ["off"],
  "radio.bluetooth": ["when-unused"],
});
const ONLINE = profile("online", {
  "cpu.epp": ["balance_power"],
  "cpu.limit": [80],
  "screen.brightness": [60],
  "service.hold": ["indexers", "backups"],
  "app.freeze": ["firefox", "fold-proteins"],
  "platform.profile": ["balanced"],
});
const JOURNEY: readonly (Profile | null)[] = [FLIGHT, ONLINE, null];

/** What a dead process leaves behind: the machine, the journal and the script; many instants leave the same. */
const remains = ({ laptop, state }: Scene): string =>
  JSON.stringify([laptop.snapshot(), ["journal", "restore.sh"].map((name) => durableFolder(state).read(name))]);

/** The instants of the journey after which something else is left than after those before. */
async function distinctDeaths(t: TestContext, model: ModelName): Promise<readonly number[]> {
  const whole = immortal();
  await travel(scene(t, model), JOURNEY, whole);
  const deaths = new Map<string, number>();
  for (let dieAt = 1; dieAt <= whole.instants(); dieAt++) {
    const left = await deadAt(t, model, dieAt);
    deaths.set(remains(left), dieAt);
  }
  return [...deaths.values()];
}

async function deadAt(t: TestContext, model: ModelName, dieAt: number): Promise<Scene> {
  const left = scene(t, model);
  await travel(left, JOURNEY, fate(dieAt));
  return left;
}

for (const model of MODEL_NAMES) {
  test(`${model}: dead at any instant of on, switch or off: off, a reboot and off, or sh restore.sh put every byte back`, async (t) => {
    const { laptop: untouched } = scene(t, model);
    const [before, files] = [untouched.snapshot(), filesOf(untouched)];
    untouched.reboot();
    for (const dieAt of await distinctDeaths(t, model)) {
      const left = await deadAt(t, model, dieAt);
      assert.deepEqual(chosen(afterScript(t, left)), chosen(files), `restore.sh after death at instant ${dieAt}`);
      await travel(left, [null], immortal());
      assert.deepEqual(left.laptop.snapshot(), before, `off after death at instant ${dieAt}`);
      const rebooted = await deadAt(t, model, dieAt);
      rebooted.laptop.reboot();
      await travel(rebooted, [null], immortal());
      assert.deepEqual(settings(rebooted.laptop), settings(untouched), `reboot and off after death at instant ${dieAt}`);
    }
  });
}

/** Of a list of choices the one in brackets, which is what such a file takes. */
const chosen = (files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace(/^.*\[(.*)\].*$/m, "$1")]));

/** Without the connections, which come and go by themselves after a boot. */
const settings = ({ snapshot }: SimulatedLaptop): Record<string, string> =>
  Object.fromEntries(Object.entries(snapshot()).filter(([name]) => name !== "NetworkManager ActiveConnections"));

/** Where the kernel lists handlers of the platform profile, the old file is a view of theirs. */
const LEGACY = "/sys/firmware/acpi/platform_profile";
const HANDLER = "/sys/devices/platform/platform-profile-0/profile";

const BOOT_ID = "/proc/sys/kernel/random/boot_id";

const filesOf = ({ snapshot, machine }: SimulatedLaptop): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(snapshot()).filter(([path]) => path.startsWith("/"))),
  [BOOT_ID]: `${valueOr(machine.files.read(BOOT_ID), "")}\n`,
});

/** The turnable files as plain ones on disk, after the script was run over them; before the first journal there is no script. */
function afterScript(t: TestContext, { laptop, state }: Scene): Record<string, string> {
  const root = folderInMemory(t);
  const files = filesOf(laptop);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (path === LEGACY && HANDLER in files) symlinkSync(join(root, HANDLER), join(root, path));
    else writeFileSync(join(root, path), text);
  }
  layClassesOut(root, laptop);
  const script = join(state, "restore.sh");
  if (existsSync(script)) spawnSync("sh", [script], { env: { ...process.env, TRAVELMODE_ROOT: root } });
  return Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** /sys/class/backlight/intel_backlight and the like lead to the devices. */
function layClassesOut(root: string, { machine: { files } }: SimulatedLaptop): void {
  const classes = valueOr(files.list("/sys/class"), []).map((name) => `/sys/class/${name}`);
  for (const device of classes.flatMap((folder) => valueOr(files.list(folder), []).map((name) => `${folder}/${name}`))) {
    mkdirSync(dirname(join(root, device)), { recursive: true });
    symlinkSync(join(root, valueOr(files.resolve(device), "")), join(root, device));
  }
}
