// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { assertSame, typist } from "./typist.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("thinkpad", "crash");
const { type } = typist(laptop, "root");
const start = laptop.snapshot();

/** Puts back what it can, then runs the commands that the script prints for the rest. */
const RESTORE = "sh /var/lib/travelmode/restore.sh | sed -n 's/^run: //p' | sh >&2";

const waysBack = [
  { name: "off", goBack: () => type("off") },
  { name: "restore.sh", goBack: () => laptop.run("root", "sh", "-c", RESTORE) },
] as const;

/** How long a command takes here, in seconds; the moments to kill it are taken from the part in which it acts. */
function secondsOf(...command: readonly string[]): number {
  const startMs = performance.now();
  type(...command);
  return (performance.now() - startMs) / 1000;
}

/** A moment in each of `count` equal parts of the time, so that the sample is random but leaves no part out. */
const moments = (count: number, seconds: number): readonly number[] =>
  Array.from({ length: count }, (_, part) => ((part + Math.random()) / count) * seconds);

/** Starts a command and ends it with SIGKILL. */
const kill = (afterSeconds: number, ...command: readonly string[]): void =>
  void laptop.run("root", "timeout", "--foreground", "-s", "KILL", afterSeconds.toFixed(3), "travelmode", ...command);

const scenes = [
  { what: ["on", "flight"], before: [] },
  { what: ["on", "online"], before: [["on", "flight"]] },
  { what: ["off"], before: [["on", "flight"]] },
] as const;

for (const { what, before } of scenes) {
  const command = what.join(" ");
  test(`SIGKILL at random moments of \`${command}\`${before.length > 0 ? " while on" : ""} leaves a way back to every byte`, async (context) => {
    for (const line of before) type(...line);
    const seconds = secondsOf(...what);
    type("off");
    for (const [index, moment] of moments(6, seconds).entries()) {
      const way = waysBack[index % 2 === 0 ? 0 : 1];
      await context.test(`${moment.toFixed(3)} s of ${seconds.toFixed(3)} s, then ${way.name}`, () => {
        for (const line of before) type(...line);
        kill(moment, ...what);
        const said = way.goBack();
        assertSame(laptop.snapshot(), start, said);
        const off = type("off");
        assert.equal(off.status, 0, off.stdout + off.stderr);
        assertSame(laptop.snapshot(), start);
      });
    }
  });
}

/** The governor is one of the values that a reboot undoes, so nothing is left to put back. */
const rebooted = start.replaceAll("scaling_governor=performance", "scaling_governor=schedutil");

test("a reboot while travel mode is on leaves a way back to every byte", () => {
  type("on", "flight");
  laptop.reboot();
  const off = type("off");
  assertSame(laptop.snapshot(), rebooted, off);
  assert.equal(off.status, 0, off.stdout + off.stderr);
});

test("a SIGKILL and then a reboot leave a way back to every byte", () => {
  kill(secondsOf("on", "flight", "--dry-run"), "on", "flight");
  laptop.reboot();
  type("off");
  assertSame(laptop.snapshot(), rebooted);
});
