// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { openEngine } from "../../src/engine/open-engine.ts";
import { batteryChargeLimit } from "../../src/knobs/battery-charge-limit.ts";
import type { Setting, Wish } from "../../src/knobs/knob.ts";
import type { Files, Machine } from "../../src/machine/doors.ts";
import { failure, rawText, valueOr } from "../../src/machine/reading.ts";
import { profile } from "../engine/toy-machine.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";
import { tree } from "../fakes/tree.ts";
import { laptop } from "../laptops/load.ts";
import { simulated, textAt, writeTo } from "../sim/simulated.ts";

const BAT0 = "/sys/class/power_supply/BAT0";
const IDEAPAD = "/sys/bus/platform/drivers/ideapad_acpi/VPC2004:00/conservation_mode";
const KNOB = batteryChargeLimit.id;

const pack = (attributes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ type: "Battery", serial_number: " 2831", ...attributes }).map(([name, text]) => [`${BAT0}/${name}`, text]),
  );

const find = async (files: Files): Promise<readonly Setting[]> => (await batteryChargeLimit.find(fakeMachine(files))).settings;

const ids = (settings: readonly Setting[]): readonly string[] => settings.map(({ id }) => id.slice(KNOB.length + 1));

const goal = (wish: Wish | null) => ({
  ...{ profile: wish === null ? null : profile("limit", { [KNOB]: wish }), reason: "user" as const },
  ...{ afresh: false, leave: [], evenIfUsed: [] },
});

/** An engine that knows this knob alone. */
const engineOn = (machine: Machine) => openEngine(machine, { own: memoryFolder() }, async () => [batteryChargeLimit]);

/** Wishes for a limit one after another, then puts back; answers what the files said after each. */
async function travel(machine: Machine, wishes: readonly Wish[], paths: readonly string[]): Promise<readonly string[]> {
  const engine = engineOn(machine);
  const seen: string[] = [];
  for (const wish of [...wishes, null]) {
    await engine.reconcile(goal(wish));
    seen.push(paths.map((path) => valueOr(machine.files.read(path), "?")).join(" "));
  }
  return seen;
}

const START = `${BAT0}/charge_control_start_threshold`;
const END = `${BAT0}/charge_control_end_threshold`;
const TYPES = `${BAT0}/charge_types`;

test("a battery's settings are known by its name and serial number", async (t) => {
  const { files } = tree(t, pack({ charge_control_start_threshold: "40", charge_control_end_threshold: "80" }));
  assert.deepEqual(ids(await find(files)), ["BAT0-2831-start", "BAT0-2831-end"]);
});

test("recorded machines have the limits that their drivers let anybody turn", async (t) => {
  assert.deepEqual(ids(await find(laptop(t, "x1-extreme-holding"))).length, 2);
  assert.deepEqual(ids(await find(laptop(t, "lifebook-e5412"))), ["CMB1-01A-P221024016310R-end"]);
  const none = await batteryChargeLimit.find(fakeMachine(laptop(t, "dell-unplugged")));
  assert.deepEqual(none, { settings: [], missing: "no battery whose charge limit can be set" });
});

test("a mouse's battery has no limit, and msi-ec's start is its end once more", async (t) => {
  const mouse = tree(t, pack({ scope: "Device", charge_control_end_threshold: "80" }));
  assert.deepEqual(await find(mouse.files), []);
  const msi = { ...pack({ charge_control_start_threshold: "70", charge_control_end_threshold: "80" }) };
  assert.deepEqual(ids(await find(tree(t, { ...msi, "/sys/devices/platform/msi-ec/fw_version": "1" }).files)), ["BAT0-2831-end"]);
});

for (const [start, end, wishes, seen] of [
  ["40", "80", [["full"]], ["0 100", "40 80"]],
  ["0", "100", [[80]], ["0 80", "0 100"]],
  ["96", "100", [[80], [60], ["full"]], ["75 80", "55 60", "0 100", "96 100"]],
  ["60", "80", [[50], [90]], ["45 50", "45 90", "60 80"]],
] as const)
  test(`ThinkPad: from ${start}/${end} to ${wishes.join(", ")} and back, in an order that is never refused`, async (t) => {
    const { machine } = simulated(t, { model: "thinkpad" });
    writeTo(machine.files, END, end);
    writeTo(machine.files, START, start);
    assert.deepEqual(await travel(machine, wishes, [START, END]), seen);
  });

test("ThinkPad: thresholds go back above or below those that somebody's firmware has put there meanwhile", async (t) => {
  for (const [start, end] of [
    [10, 20],
    [97, 100],
    [79, 81],
  ] as const) {
    const { machine } = simulated(t, { model: "thinkpad" });
    writeTo(machine.files, START, "40");
    writeTo(machine.files, END, "80");
    const engine = engineOn(machine);
    await engine.reconcile(goal(["full"]));
    await engine.brace();
    writeTo(machine.files, START, "0");
    writeTo(machine.files, END, String(end));
    writeTo(machine.files, START, String(start));
    await engine.reconcile(goal(null));
    assert.equal(`${textAt(machine.files, START)} ${textAt(machine.files, END)}`, "40 80");
  }
});

test("a threshold that shows half a second later is waited for, and one that was rounded is told as clamped", async (t) => {
  const { files } = tree(t, pack({ charge_control_end_threshold: "80" }));
  let shownAtMs = 0;
  const machine = fakeMachine({
    ...files,
    write: (path, text) => {
      shownAtMs = machine.clock.now() + 500;
      return files.write(path, String(Math.ceil(Number(text) / 20) * 20));
    },
    read: (path) => (path === END && machine.clock.now() < shownAtMs ? { kind: "value", value: "80" } : files.read(path)),
  });
  const engine = engineOn(machine);
  const [full] = (await engine.reconcile(goal(["full"]))).results;
  assert.deepEqual([full?.outcome, full?.found], ["applied", "100 %"]);
  const [clamped] = (await engine.reconcile(goal([50]))).results;
  assert.deepEqual([clamped?.outcome, clamped?.found, clamped?.why], ["clamped", "60 %", "it was clamped to 60 %"]);
});

const PACK = "/sys/class/power_supply/qcom-battmgr-bat";
const DELL = [`${PACK}/charge_types`, `${PACK}/charge_control_start_threshold`, `${PACK}/charge_control_end_threshold`];

test("Dell: a limit counts in the type Custom, full is the type Standard, and the thresholds stay", async (t) => {
  const { machine } = simulated(t, { model: "arm" });
  const [standard, custom] = ["Fast [Standard] Adaptive Custom", "Fast Standard Adaptive [Custom]"];
  assert.deepEqual(await travel(machine, [[70], ["full"]], DELL), [`${custom} 50 70`, `${standard} 50 90`, `${standard} 50 90`]);
  writeTo(machine.files, `${PACK}/charge_types`, "Custom");
  writeTo(machine.files, `${PACK}/charge_control_start_threshold`, "82");
  assert.deepEqual(await travel(machine, [["full"], [60]], DELL), [`${standard} 82 90`, `${custom} 55 60`, `${custom} 82 90`]);
});

test("a BIOS password: what is refused is told, and the rest comes back", async (t) => {
  const { files } = tree(t, pack({ charge_types: "[Custom] Standard", charge_control_end_threshold: "80" }));
  const machine = fakeMachine({ ...files, write: (path) => failure(path, "EACCES") });
  const [refused] = (await engineOn(machine).reconcile(goal(["full"]))).results;
  assert.equal(refused?.outcome, "failed");
  assert.match(refused?.why ?? "", /charge_types/);
});

/** A driver that takes one of its words and shows them all. */
const choosing = (files: Files): Files => ({
  ...files,
  write: (path, text) =>
    files.write(path, path === TYPES ? valueOr(files.read(path), "").replace(/[[\]]/g, "").replace(text, `[${text}]`) : text),
});

test("IdeaPad: the way of charging is turned where the kernel shows it, the conservation mode where not", async (t) => {
  const newer = { ...pack({ charge_types: "Fast Standard [Long_Life]" }), [IDEAPAD]: "1" };
  const machine = fakeMachine(choosing(tree(t, newer).files));
  assert.deepEqual(await travel(machine, [["full"], [80]], [TYPES]), [
    "Fast [Standard] Long_Life",
    "Fast Standard [Long_Life]",
    "Fast Standard [Long_Life]",
  ]);
  const older = fakeMachine(tree(t, { ...pack({}), [IDEAPAD]: "1" }).files);
  assert.deepEqual(await travel(older, [["full"], [60]], [IDEAPAD]), ["0", "1", "1"]);
});

test("ASUS: one threshold, which the kernel only remembers", async (t) => {
  const { machine } = simulated(t, { model: "amd" });
  const end = "/sys/class/power_supply/BAT1/charge_control_end_threshold";
  writeTo(machine.files, end, "60");
  assert.deepEqual(await travel(machine, [["full"], [80]], [end]), ["100", "80", "60"]);
});

test("UPower's own limit gives way first and comes back first; where it is off, it is left alone", async (t) => {
  const { files } = tree(t, pack({ charge_control_start_threshold: "75", charge_control_end_threshold: "80" }));
  const device = { ChargeThresholdSupported: true, ChargeThresholdEnabled: true };
  const order: string[] = [];
  const bus = fakeBus({
    "org.freedesktop.UPower": {
      "/org/freedesktop/UPower/devices/battery_BAT0": {
        "org.freedesktop.UPower.Device": {
          ...device,
          EnableChargeThreshold: (on) => {
            order.push(`UPower ${on}`);
            Object.assign(
              bus.services["org.freedesktop.UPower"]?.["/org/freedesktop/UPower/devices/battery_BAT0"]?.[
                "org.freedesktop.UPower.Device"
              ] ?? {},
              { ChargeThresholdEnabled: on },
            );
            files.write(START, on === true ? "75" : "0");
            files.write(END, on === true ? "80" : "100");
            return [];
          },
        },
      },
    },
  });
  const write: Files["write"] = (path, text) => {
    order.push(`${path.slice(BAT0.length + 1)} ${text}`);
    return files.write(path, text);
  };
  const machine = fakeMachine({ ...files, write }, { bus });
  const engine = engineOn(machine);
  await engine.reconcile(goal(["full"]));
  assert.equal(`${textAt(files, START)} ${textAt(files, END)}`, "0 100");
  await engine.reconcile(goal(null));
  assert.equal(`${textAt(files, START)} ${textAt(files, END)}`, "75 80");
  assert.deepEqual(order, ["UPower false", "UPower true"]);
  const [upower] = (await batteryChargeLimit.find(machine)).settings;
  assert.deepEqual(upower?.encode(["full"], rawText("true")), { kind: "to", raw: "false" });
});
