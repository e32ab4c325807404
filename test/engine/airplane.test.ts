// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import fc from "fast-check";
import { blockedByHand, openRadios, staysDown } from "../../src/engine/airplane.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import type { Report } from "../../src/engine/report.ts";
import type { Setting } from "../../src/knobs/knob.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import { rawText, valueOr } from "../../src/machine/reading.ts";
import type { SimulatedLaptop } from "../../src/sim/laptop.ts";
import type { ModelName } from "../../src/sim/model.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";
import { tree } from "../fakes/tree.ts";
import { hci0, phy0, rfkill } from "../knobs/radio-tree.ts";
import { entry } from "./builders.ts";
import { goal, scene } from "./journeys.ts";
import { profile, TOY_KNOBS, toy } from "./toy-machine.ts";

const RADIOS = profile("radios", { "radio.wifi": ["off"], "radio.wwan": ["off"], "radio.bluetooth": ["off"] });
const WIFI = profile("wifi", { "radio.wifi": ["off"], "screen.brightness": [40] });
const OFF = goal(null);
const PHY = "phy@pci0000:00/0000:00:14.3";
const HCI = "hci@pci0000:00/0000:00:14.0/usb1/1-5/1-5:1.0";

interface Flight {
  readonly laptop: SimulatedLaptop;
  readonly engine: Engine;
  readonly before: Readonly<Record<string, string>>;
}

function flight(t: TestContext, model: ModelName, setUp: (laptop: SimulatedLaptop) => void = () => {}): Flight {
  const { laptop } = scene(t, model);
  setUp(laptop);
  laptop.advance(60);
  const engine = openEngine(laptop.machine, { own: memoryFolder() }, async () => KNOBS);
  return { laptop, engine, before: laptop.snapshot() };
}

/** The key that blocks or frees all radios, in the kernel. */
function press({ machine: { files } }: SimulatedLaptop, blocked: boolean): void {
  for (const name of valueOr(files.list("/sys/class/rfkill"), []))
    files.write(`/sys/class/rfkill/${name}/soft`, blocked ? "1" : "0");
}

/** What is on the air, and the switches that are open. */
function onTheAir({ laptop }: Flight): readonly string[] {
  const radio = laptop.model === "thinkpad" ? /WirelessEnabled|WwanEnabled|Powered/ : /WirelessEnabled|Powered/;
  return Object.entries(laptop.snapshot())
    .filter(([name, value]) => (/rfkill\d+\/soft$/.test(name) && value === "0\n") || (radio.test(name) && value === "true"))
    .map(([name]) => name);
}

const yours = ({ skips }: Report): readonly string[] => [
  ...new Set(skips.filter(({ kind }) => kind === "yours").map(({ knob }) => knob)),
];

/** Without the connections: a VPN does not come back by itself when the key frees its radio. */
const radiosOf = ({ "NetworkManager ActiveConnections": _, ...rest }: Flight["before"]): Flight["before"] => rest;

function backAgain({ laptop, before }: Flight): void {
  laptop.advance(60);
  assert.deepEqual(laptop.snapshot(), before);
}

for (const model of ["intel", "amd", "thinkpad"] as const) {
  test(`${model}: an airplane key pressed meanwhile stays pressed at off`, async (t) => {
    const it = flight(t, model);
    await it.engine.reconcile(goal(RADIOS));
    press(it.laptop, true);
    const report = await it.engine.reconcile(OFF);
    it.laptop.advance(60);
    assert.deepEqual(onTheAir(it), []);
    assert.ok(yours(report).includes("radio.wifi") && yours(report).includes("radio.bluetooth"), yours(report).join());
    assert.deepEqual(report.results, []);
    assert.equal((await it.engine.outline()).mode, "off");
  });

  test(`${model}: adopted, the radios are the user's whatever the key does then`, async (t) => {
    const it = flight(t, model);
    await it.engine.reconcile(goal(RADIOS));
    press(it.laptop, true);
    const told = new Set((await it.engine.adopt()).map(({ knob }) => knob));
    const here = ["radio.bluetooth", "radio.wifi", ...(model === "thinkpad" ? ["radio.wwan"] : [])];
    assert.deepEqual([...told].toSorted(), here);
    assert.deepEqual(await it.engine.adopt(), []);
    await it.engine.reconcile(OFF);
    assert.deepEqual(onTheAir(it), []);
  });

  test(`${model}: pressed and pressed again is as if nothing had happened`, async (t) => {
    const it = flight(t, model);
    await it.engine.reconcile(goal(RADIOS));
    press(it.laptop, true);
    press(it.laptop, false);
    await it.engine.reconcile(OFF);
    it.laptop.advance(60);
    assert.deepEqual(radiosOf(it.laptop.snapshot()), radiosOf(it.before));
  });

  test(`${model}: the key counts also where only Wi-Fi was turned, after another reconcile, and after something by hand`, async (t) => {
    const it = flight(t, model);
    await it.engine.reconcile(goal(WIFI));
    press(it.laptop, true);
    await it.engine.set({ knob: "screen.brightness", wish: [70] });
    await it.engine.reconcile({ ...goal(WIFI), afresh: false });
    await it.engine.reconcile(OFF);
    it.laptop.advance(60);
    assert.deepEqual(onTheAir(it), []);
  });

  test(`${model}: Bluetooth that was blocked before travel mode is no airplane key`, async (t) => {
    const it = flight(t, model, ({ machine: { files } }) => {
      for (const name of valueOr(files.list("/sys/class/rfkill"), []))
        if (valueOr(files.read(`/sys/class/rfkill/${name}/type`), "") !== "wlan")
          files.write(`/sys/class/rfkill/${name}/soft`, "1");
    });
    await it.engine.reconcile(goal(RADIOS));
    assert.deepEqual(await it.engine.adopt(), []);
    await it.engine.reconcile(OFF);
    backAgain(it);
  });
}

test("without services: radios that travel mode itself has blocked, all of them, come back", async (t) => {
  const it = flight(t, "arm");
  await it.engine.reconcile(goal(RADIOS));
  assert.deepEqual(onTheAir(it), []);
  assert.deepEqual(await it.engine.adopt(), []);
  await it.engine.reconcile(OFF);
  backAgain(it);
});

test("without services: one radio blocked by travel mode, the other by a key: both stay", async (t) => {
  const it = flight(t, "arm");
  await it.engine.reconcile(goal(WIFI));
  press(it.laptop, true);
  assert.deepEqual(yours(await it.engine.reconcile(OFF)), ["radio.wifi"]);
  assert.deepEqual(onTheAir(it), []);
});

test("a radio that was turned off by hand through travel mode is no airplane key for the others", async (t) => {
  const it = flight(t, "arm");
  await it.engine.reconcile(goal(WIFI));
  await it.engine.set({ knob: "radio.bluetooth", wish: ["off"], evenIfUsed: ["radio.bluetooth"] });
  await it.engine.reconcile(OFF);
  assert.deepEqual(
    onTheAir(it).map((path) => valueOr(it.laptop.machine.files.read(path.replace(/soft$/, "type")), "")),
    ["wlan"],
  );
});

test("status tells of the key, and on typed anew takes the radios back", async (t) => {
  const it = flight(t, "intel");
  await it.engine.reconcile(goal(RADIOS));
  press(it.laptop, true);
  const { settings } = await it.engine.status();
  assert.equal(settings.find(({ setting }) => setting === "radio.wifi/NetworkManager")?.state, "changed");
  await it.engine.reconcile(goal(RADIOS));
  await it.engine.reconcile(OFF);
  backAgain(it);
});

test("while all is expected to move by itself, a block is nobody's", async (t) => {
  const it = flight(t, "intel");
  await it.engine.reconcile(goal(RADIOS));
  await it.engine.brace();
  press(it.laptop, true);
  assert.deepEqual(await it.engine.adopt(), []);
  await it.engine.reconcile(OFF);
  backAgain(it);
});

test("Bluetooth that the user has blocked before a later profile turned Wi-Fi off is no airplane key", async (t) => {
  const it = flight(t, "amd");
  await it.engine.reconcile(goal(profile("dim", { "screen.brightness": [40] })));
  press(it.laptop, true);
  it.laptop.machine.files.write(wifiSwitch(it.laptop), "0");
  await it.engine.reconcile({ ...goal(WIFI), afresh: false });
  await it.engine.reconcile(OFF);
  assert.equal(it.laptop.snapshot()["NetworkManager WirelessEnabled"], "true");
});

function wifiSwitch({ machine: { files } }: SimulatedLaptop): string {
  const folders = valueOr(files.list("/sys/class/rfkill"), []).map((name) => `/sys/class/rfkill/${name}`);
  return `${folders.find((folder) => valueOr(files.read(`${folder}/type`), "") === "wlan")}/soft`;
}

test("while one radio is left open, no airplane key has been pressed", async (t) => {
  const it = flight(t, "thinkpad");
  await it.engine.reconcile(goal(WIFI));
  const { files } = it.laptop.machine;
  const isModem = (name: string): boolean => valueOr(files.read(`/sys/class/rfkill/${name}/type`), "") === "wwan";
  for (const name of valueOr(files.list("/sys/class/rfkill"), []))
    if (!isModem(name)) files.write(`/sys/class/rfkill/${name}/soft`, "1");
  await it.engine.reconcile(OFF);
  assert.equal(it.laptop.snapshot()["NetworkManager WirelessEnabled"], "true");
});

test("what stays down is a radio, off, that was on before, in a journal that is settled", async () => {
  const found = await TOY_KNOBS[0]?.find(toy({ mode: "off" }).machine);
  const [first] = found?.settings ?? [];
  assert.ok(first);
  const radio: Setting = { ...first, knob: "radio.toy", wayBack: (raw) => (raw === "off" ? "Back with: ..." : undefined) };
  const stays = (setting: Setting, more: Parameters<typeof entry>[1], now = "off"): boolean =>
    staysDown(setting, entry("radio.toy/only", { original: "on", value: now, ...more }), rawText(now));
  assert.equal(stays(radio, {}), true);
  assert.equal(stays({ ...radio, knob: "service.toy" }, {}), false);
  assert.equal(stays(radio, {}, "low"), false);
  assert.equal(stays(radio, { original: "off" }), false);
  assert.equal(stays(radio, { state: "intended" }), false);
});

const states = fc.array(fc.record({ identity: fc.constantFrom("phy0", "hci0", "wwan0"), blocked: fc.boolean() }));

test("a key has been pressed only where nothing is open any more, and something was", () => {
  fc.assert(
    fc.property(states, fc.subarray(["phy0", "hci0", "wwan0", "gone"]), (now, open) => {
      const expected = now.filter((one) => !one.blocked).length === 0 && now.some(({ identity }) => open.includes(identity));
      assert.equal(blockedByHand(now, open), expected);
    }),
  );
});

test("what was not looked at stays as it was left, and counts as it is where nothing was left", (t) => {
  const { files } = tree(t, { ...rfkill(0, { ...phy0, soft: "1" }), ...rfkill(1, hci0) });
  assert.deepEqual(openRadios(files, undefined, []), [HCI]);
  assert.deepEqual(openRadios(files, [PHY], []), [PHY]);
});
