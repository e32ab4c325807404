// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { emptyMemory } from "../../../src/forecast/memory.ts";
import { batteryIdentity, saveBatteryMemory } from "../../../src/keeper/battery/battery-memory.ts";
import { durableFolder } from "../../../src/machine/durable-folder.ts";
import { readPower } from "../../../src/power/read-power.ts";
import { PLAIN } from "../recording-terminal.ts";
import { profile } from "../records.ts";
import { type TryOut, tryOut, turnOnAsRoot } from "./simulated-laptop.ts";

const USER = { uid: 1000, name: "alice", home: "/home/alice" };
const HOUR_MS = 3_600_000;

/** A laptop on battery, a minute after it was unplugged. */
function onBattery(t: TestContext, caller: Parameters<typeof tryOut>[1] = {}): TryOut {
  const laptop = tryOut(t, caller);
  laptop.simulated.unplug();
  laptop.simulated.advance(60);
  return laptop;
}

/** Earlier discharges, of so many watts on the whole and under "flight". */
function remember({ simulated, folder }: TryOut, where: "journal" | "roots", powerW: number, flightW = powerW): void {
  const drawn = (watts: number) => ({ used: watts * 40, spanMs: 40 * HOUR_MS });
  const profiles = [{ name: "flight", ...drawn(flightW) }];
  const identity = batteryIdentity(readPower(simulated.machine.files)) ?? "";
  saveBatteryMemory(durableFolder(join(folder, where)), identity, { ...emptyMemory("Wh"), draw: drawn(powerW), profiles });
}

interface TimeLeft {
  readonly medianMs: number;
  readonly lowMs: number;
  readonly highMs: number;
  readonly phase: string;
  readonly from: string;
}

async function timesOf(laptop: TryOut, line: string): Promise<{ timeLeft: TimeLeft | null; timeToCharged: object | null }> {
  const document = JSON.parse((await laptop.run(line)).out.join("\n"));
  return document.battery ?? document;
}

const hoursOf = async (laptop: TryOut): Promise<number> =>
  ((await timesOf(laptop, "status --json")).timeLeft?.medianMs ?? Number.NaN) / HOUR_MS;

test("without a memory the time left is rough, and says so", async (t) => {
  const laptop = onBattery(t);
  assert.match(
    (await laptop.run("status")).out.at(-1) ?? "",
    /^Battery \d+ %, discharging at .* W, roughly (\d+ h ?)?(\d+ min )?left\.$/,
  );
  assert.match((await laptop.run("battery")).out[1] ?? "", /^Roughly .* left\.$/);
});

test("status, battery, on and off say the same of the time left, by what earlier discharges taught", async (t) => {
  const laptop = onBattery(t);
  remember(laptop, "journal", 8);
  const words = /bout (.* left \(likely .* to .*\))\.$/;
  const [status = "", battery = ""] = [(await laptop.run("status")).out.at(-1), (await laptop.run("battery")).out[1]];
  assert.match(battery, /^About /);
  assert.equal(words.exec(status)?.[1], words.exec(battery)?.[1]);
  for (const line of ["on flight", "off"]) {
    const { out } = await laptop.run(line);
    assert.ok(
      out.some((one) => one.startsWith("Battery ") && words.test(one)),
      `${line}\n${out.join("\n")}`,
    );
  }
});

test("the profile that is on counts, whoever has turned it on", async (t) => {
  const laptop = onBattery(t, USER);
  remember(laptop, "journal", 12, 4);
  const before = await hoursOf(laptop);
  await turnOnAsRoot(laptop, profile({ wishes: { "screen.brightness": [90] } }));
  assert.ok((await hoursOf(laptop)) > before * 1.5, `${await hoursOf(laptop)} h, before ${before} h`);
});

test("one's own memory comes first, then that of the whole computer", async (t) => {
  const laptop = onBattery(t, USER);
  const guessed = (await timesOf(laptop, "status --json")).timeLeft;
  assert.equal(guessed?.from, "guess");
  remember(laptop, "roots", 6);
  const roots = await hoursOf(laptop);
  remember(laptop, "journal", 30);
  assert.ok((await hoursOf(laptop)) < roots * 0.6, `${await hoursOf(laptop)} h, by root's ${roots} h`);
});

test("as JSON: median, interval, phase and where it comes from; the same in both documents", async (t) => {
  const laptop = onBattery(t);
  remember(laptop, "journal", 8);
  const { timeLeft, timeToCharged } = await timesOf(laptop, "status --json");
  assert.deepEqual([timeLeft?.phase, timeLeft?.from, timeToCharged], ["estimating", "memory", null]);
  const { lowMs = 0, medianMs = 0, highMs = 0 } = timeLeft ?? {};
  assert.ok(0 < lowMs && lowMs < medianMs && medianMs < highMs && [lowMs, medianMs, highMs].every(Number.isInteger));
  assert.deepEqual((await timesOf(laptop, "battery --json")).timeLeft, timeLeft);
});

test("a battery that charges has a time until it is charged, and none that is left", async (t) => {
  const laptop = onBattery(t);
  laptop.simulated.advance(2 * 3600);
  laptop.simulated.plug();
  laptop.simulated.advance(120);
  assert.match((await laptop.run("status")).out.at(-1) ?? "", / until charged \(likely .*\)\.$/);
  const { timeLeft, timeToCharged } = await timesOf(laptop, "status --json");
  assert.equal(timeLeft, null);
  assert.deepEqual(Object.keys(timeToCharged ?? {}), ["medianMs", "lowMs", "highMs", "phase"]);
});

test("the level at which the system acts is UPower's, without asking the bus", async (t) => {
  const laptop = onBattery(t);
  remember(laptop, "journal", 8);
  const before = await hoursOf(laptop);
  const { machine } = laptop.simulated;
  const { read } = machine.files;
  Object.assign(machine.files, {
    read: (path: string) =>
      path === "/etc/UPower/UPower.conf" ? { kind: "value", value: "[UPower]\nPercentageAction=40\n" } : read(path),
  });
  assert.ok((await hoursOf(laptop)) < before * 0.75, `${await hoursOf(laptop)} h, before ${before} h`);
});

test("the lines fit a terminal of 80 columns", async (t) => {
  const laptop = onBattery(t);
  remember(laptop, "journal", 8);
  for (const line of ["status", "battery", "on flight"]) {
    const { out } = await laptop.run(line, { look: PLAIN });
    assert.deepEqual(
      out.filter((one) => one.length > 80),
      [],
    );
  }
});

test("a damaged memory is none, and no fault", async (t) => {
  const laptop = onBattery(t);
  const identity = batteryIdentity(readPower(laptop.simulated.machine.files));
  durableFolder(join(laptop.folder, "journal")).replace(`battery-${identity}.json`, "{");
  const { out, status } = await laptop.run("status");
  assert.match(out.at(-1) ?? "", /roughly/);
  assert.equal(status, 0);
});
