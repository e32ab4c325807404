// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { afterEach } from "node:test";
import { startDesktop } from "./desktop.ts";
import { typist } from "./typist.ts";
import { until } from "./until.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "thaw", "package");
const alice = typist(laptop, "alice");
const shell = (script: string): string => laptop.sure("root", "bash", "-c", script);
const text = (file: string): string => readFileSync(join(import.meta.dirname, "../../../test/vm", file), "utf8");
const log = (): string => laptop.run("root", "journalctl", "-b", "-u", "travelmode", "-n", "40", "--no-pager").stdout;

shell(text("app-units.sh"));

const GROUP = "/system.slice/camera-archive.service";
const isFrozen = (): boolean => shell(`cat /sys/fs/cgroup${GROUP}/cgroup.freeze`).trim() === "1";

function turnOn(profile: string): void {
  const on = alice.type("on", profile);
  assert.equal(on.status, 0, on.stdout + on.stderr + log());
}

afterEach(() => {
  const off = alice.type("off");
  assert.equal(off.status, 0, off.stdout + off.stderr + log());
  assert.ok(!isFrozen());
});

test("the notification of what stands still has a button that thaws it, and goes when it is pressed", async () => {
  const desktop = await startDesktop(laptop);
  turnOn("apps");
  assert.ok(isFrozen());
  await until(
    "it is told",
    () => shown(desktop.told()) !== undefined,
    20,
    () => desktop.told() + log(),
  );
  const { id, text: sentence, actions } = shown(desktop.told()) ?? assert.fail();
  assert.match(sentence, /Standing still until travel mode ends: .*camera-archive/u);
  assert.deepEqual(actions, { pressed: "Thaw" });
  desktop.press(id, "pressed");
  await until("it is thawed", () => !isFrozen(), 20, log);
  assert.match(alice.type("status").stdout, /^Travel mode is on/u);
  turnOn("apps");
  await until("the next one is there", () => shown(desktop.told())?.id !== id, 20, log);
  alice.type("off");
  await until(
    "it is taken away",
    () =>
      desktop
        .told()
        .trimEnd()
        .endsWith(`{"closed": ${id + 1}}`),
    20,
    desktop.told,
  );
  desktop.end();
});

interface Shown {
  readonly id: number;
  readonly text: string;
  readonly actions: Readonly<Record<string, string>>;
}

/** The last notification about programs that stand still. */
function shown(told: string): Shown | undefined {
  const lines = told.split("\n").filter((line) => line.includes("Standing still"));
  return lines.map((line) => JSON.parse(line) as Shown).at(-1);
}

test("what stands still while offline goes on as soon as a network is coming", async (t) => {
  laptop.sure("root", "systemd-run", "--quiet", "--unit=freeze-watch", "python3", "-c", text("freeze-watch.py"), GROUP);
  turnOn("ground");
  assert.ok(!isFrozen());
  const delays: number[] = [];
  for (const _ of [1, 2, 3]) {
    shell("nmcli networking off");
    await until("it is frozen", isFrozen, 60, log);
    shell("nmcli networking on");
    await until("it is thawed", () => !isFrozen(), 60, log);
    delays.push(thawDelayS(shell("journalctl -u freeze-watch -o cat --no-pager")));
  }
  t.diagnostic(`from the network's coming to the thaw: ${delays.map((delay) => delay.toFixed(2)).join(", ")} s`);
  assert.ok(Math.min(...delays) < MOST_S, `${delays.join(", ")} s`);
  shell("systemctl stop freeze-watch");
});

/** A second, on a laptop that computes more than ten times as slowly as the slowest in use, beside whatever else its host does. */
const MOST_S = 3;

/** NM_STATE_CONNECTING; what is below is no network, nor one that is coming. */
const CONNECTING = 40;

/** Between the last time that a network began to come and the thaw after it, as the watch saw both. */
function thawDelayS(watched: string): number {
  const lines = watched.split("\n").flatMap((line) => {
    const [, atS, what, number] = /^([\d.]+) (network|frozen) (\d+)$/u.exec(line) ?? [];
    return atS === undefined ? [] : [{ atS: Number(atS), what, number: Number(number) }];
  });
  const comingS = lines.findLast(({ what, number }) => what === "network" && number === CONNECTING)?.atS ?? Number.NaN;
  return (lines.findLast(({ what, number }) => what === "frozen" && number === 0)?.atS ?? Number.NaN) - comingS;
}
