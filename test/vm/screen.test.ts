// SPDX-License-Identifier: MIT
// What alice sees and types on the screen, with the package installed.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { beforeEach, type TestContext } from "node:test";
import { type Emulator, emulator } from "../tui/terminal/emulator.ts";
import { assertSame, BACKLIGHT, changed } from "./typist.ts";
import { startLaptop, type User } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "screen", "package");
const start = laptop.snapshot();
const GOVERNOR = "/sys/devices/system/cpu/cpufreq/policy0/scaling_governor";
const value = (name: string): string | undefined => changed(start, laptop.snapshot()).get(name)?.replace(/\|$/, "");

beforeEach(() => {
  laptop.set("ac=off");
  laptop.run("alice", "travelmode", "off");
});

/** Of this computer, where the virtual laptop's program looks for what it has built. */
const HERE = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
);

/** Somebody at a terminal of the virtual laptop, with the screen open. */
async function open(it: TestContext, user: User, ...before: readonly string[]): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), "travelmode-screen-"));
  it.after(() => rmSync(folder, { recursive: true }));
  const line = laptop.onTerminal(user, ...before, "env", "LANG=C.UTF-8", "TERM=xterm-256color", "travelmode");
  const screen = await emulator(it, {
    line,
    folder,
    env: HERE,
    columns: 100,
    rows: 30,
  });
  await screen.until((text) => text.includes("Normal settings") || text.includes("Travel mode:"));
  return screen;
}

/** With o; the profile turns radios off, so it shows first what it would do. */
async function turnOn(screen: Emulator): Promise<void> {
  screen.type("o");
  await screen.until((text) => text.includes("What flight would change here"));
  screen.type("\r");
  await screen.until((text) => text.includes("Travel mode: flight, since"));
}

async function quit(screen: Emulator): Promise<void> {
  screen.type("q");
  assert.equal(await screen.ended, 0);
}

test("alice switches profiles on the screen, /sys follows, and her normal settings come back", async (it) => {
  const screen = await open(it, "alice");
  screen.type("2");
  await screen.until((text) => /flight +screen 42 %/.test(text));
  screen.type("/flight\r\r");
  await screen.until((text) => text.includes("What flight would change here"));
  assertSame(laptop.snapshot(), start);
  screen.type("\r");
  await screen.until((text) => text.includes("Travel mode: flight, since"));
  assert.deepEqual([value(GOVERNOR), value(BACKLIGHT), value("WirelessEnabled")], ["schedutil", "8", "b false"]);
  screen.type("\x1b");
  await screen.until((text) => /endurance +screen/.test(text));
  screen.type("/online\r\r");
  await screen.until((text) => text.includes("Travel mode: online, since"));
  assert.equal(value("WirelessEnabled"), undefined);
  screen.type("o");
  await screen.until((text) => /^ Normal settings/m.test(text));
  assertSame(laptop.snapshot(), start);
  await quit(screen);
});

test("a charger shows in the header within 5 s, and the log tells that it has put everything back", async (it) => {
  const screen = await open(it, "alice");
  await turnOn(screen);
  const pluggedAt = performance.now();
  laptop.set("ac=on");
  await screen.until((text) => text.includes("on a charger"));
  const shownMs = performance.now() - pluggedAt;
  screen.type("7");
  await screen.until((text) => text.includes("Settings put back, as a charger went in") && /^ Normal settings/m.test(text));
  assertSame(laptop.snapshot(), start);
  assert.ok(shownMs < 5000, `${shownMs} ms`);
  await quit(screen);
  laptop.set("ac=off");
});

test("alice's brightness keys are hers under travel mode, and u gives the profile its value back", async (it) => {
  const screen = await open(it, "alice");
  await turnOn(screen);
  screen.type("1");
  screen.type("]");
  await screen.until((text) => /Yours\n +Screen brightness/.test(text) && text.includes("By hand: Screen brightness"));
  assert.equal(value(BACKLIGHT), "9");
  screen.type("u");
  await screen.until((text) => !text.includes("Yours"));
  assert.equal(value(BACKLIGHT), "8");
  screen.type("o");
  await screen.until((text) => /^ Normal settings/m.test(text));
  assertSame(laptop.snapshot(), start);
  await quit(screen);
});

test("the keeper's death, a battery pulled out and D-Bus restarted: shown, survived, and the terminal is left as it was", async (it) => {
  const screen = await open(it, "alice");
  await turnOn(screen);
  screen.type("7");
  laptop.sure("root", "pkill", "-KILL", "-f", "dist/keeper.cjs");
  await screen.until((text) => text.includes("keeper of this computer has left"));
  await screen.until((text) => text.includes("keeper of this computer is there"));
  laptop.set("bat0.present=no");
  await screen.until((text) => text.includes("BAT0 was taken out"));
  laptop.set("bat0.present=yes");
  await screen.until((text) => text.includes("BAT0 is in"));
  laptop.sure("root", "systemctl", "stop", "travelmode");
  await screen.until((text) => /^ Normal settings/m.test(text));
  laptop.sure("root", "systemctl", "restart", "dbus");
  await screen.until((text) => text.includes("system bus is gone"));
  await quit(screen);
});
