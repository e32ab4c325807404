// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { beforeEach } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { KNOBS } from "../../src/knobs/knobs.ts";
import { startDesktop } from "./desktop.ts";
import { assertSame, typist } from "./typist.ts";
import { until } from "./until.ts";
import { type Ended, startLaptop, type User } from "./virtual-laptop.ts";

const laptop = startLaptop("thinkpad", "users", "package");
const alice = typist(laptop, "alice");
const shell = (script: string): string => laptop.sure("root", "sh", "-c", script);
shell("useradd -m carol; echo bob:secret | chpasswd");
const start = laptop.snapshot();

const PPD = "net.hadess.PowerProfiles";
const STORM = 1200;
/** KiB. A keeper that keeps a kilobyte for each call has more. */
const MOST_GROWTH = 24 * 1024;

const log = (): string =>
  laptop.run("root", "journalctl", "-b", "-u", "travelmode", "-n", "60", "--no-pager", "-o", "cat").stdout;
const keeperPid = (): string => shell("systemctl show -p MainPID --value travelmode.service").trim();
const mode = (): unknown => (JSON.parse(alice.type("status", "--json").stdout) as { readonly mode: unknown }).mode;
const python = (user: User, file: string, ...args: readonly string[]): Ended =>
  laptop.run(user, "python3", "-c", text(file), ...args);
const text = (file: string): string => readFileSync(join(import.meta.dirname, "../../../test/vm", file), "utf8");
const ppd = (property: string): string => shell(`busctl get-property ${PPD} /net/hadess/PowerProfiles ${PPD} ${property}`).trim();

function turnOn(...more: readonly string[]): void {
  const on = alice.type("on", "flight", ...more);
  assert.equal(on.status, 0, on.stdout + on.stderr + log());
}

function turnOff(before = start): void {
  const off = alice.type("off");
  assertSame(laptop.snapshot(), before, off);
  assert.equal(off.status, 0, off.stdout + off.stderr);
}

beforeEach(() => {
  laptop.set("ac=off");
  if (mode() !== "off") alice.type("off");
});

test("bob, whose session is not at the screen, is asked at his terminal; his password is enough", () => {
  const on = python("bob", "at-terminal.py", "secret", "travelmode", "on", "flight");
  assert.match(on.stdout, /A password is needed/);
  assert.equal(on.status, 0, on.stdout);
  assert.equal(mode(), "on");
});

test("carol is refused: without a terminal, and with a wrong password at one; travel mode stays on", () => {
  turnOn();
  const { status, stderr } = laptop.run("carol", "travelmode", "off");
  assert.equal(status, 4, stderr);
  assert.match(stderr, /sudo travelmode off/);
  const wrong = python("carol", "at-terminal.py", "wrong", "travelmode", "off");
  assert.equal(wrong.status, 4, wrong.stdout);
  assert.match(wrong.stdout, /AUTHENTICATION FAILED/);
  assert.equal(mode(), "on");
  turnOff();
});

test("hooks of root's run at on and at off; one that anybody may write does not, and the log says so", () => {
  shell(`mkdir -p /etc/travelmode/hooks.d; cd /etc/travelmode/hooks.d
    for hook in 10-mine 20-open; do printf '#!/bin/sh\\necho "$1 $2" >>/var/lib/travelmode/%s\\n' $hook >$hook; chmod 755 $hook; done
    chmod o+w 20-open`);
  turnOn();
  turnOff();
  assert.equal(
    shell("cd /var/lib/travelmode; cat 10-mine; ls 20-open 2>&1 | wc -w | tr -d 0-9; rm 10-mine"),
    "on flight\noff flight\n\n",
  );
  assert.match(log(), /20-open was not run: it must belong to root, and nobody else may write it/);
  shell("rm -r /etc/travelmode/hooks.d");
});

test("who sits at a desktop is told that the charger has ended it", async () => {
  const desktop = await startDesktop(laptop);
  turnOn();
  laptop.set("ac=on");
  await until("put back", () => mode() === "off", 15, log);
  await until(
    "it is told",
    () => /charger/i.test(desktop.told()),
    10,
    () => desktop.told() + log(),
  );
  desktop.end();
  assertSame(laptop.snapshot(), start);
});

test("calls that make no sense, by an ordinary user: none is obeyed, and the service lives on with no more memory", () => {
  python("carol", "storm.py", "200", "1"); // what the first calls load stays loaded
  const before = stateFiles();
  const pid = keeperPid();
  const memory = residentKib(pid);
  const storm = python("carol", "storm.py", String(STORM), "2");
  assert.equal(storm.status, 0, storm.stderr);
  const answers = JSON.parse(storm.stdout) as Readonly<Record<string, number>>;
  const known =
    /^(left|done|asked for none|org\.freedesktop\.DBus\.Error\.(AccessDenied|InvalidArgs|Unknown\w+)|io\.github\.travelmode\.Error\.(?!Internal)\w+)$/;
  assert.deepEqual(
    Object.keys(answers).filter((name) => !known.test(name)),
    [],
  );
  assert.equal(keeperPid(), pid, log());
  assert.ok(residentKib(pid) < memory + MOST_GROWTH, `${memory} KiB before, ${residentKib(pid)} KiB after`);
  assert.equal(stateFiles(), before);
  assertSame(laptop.snapshot(), start);
});

const stateFiles = (): string => shell("cd /var/lib/travelmode; find . -type f | sort | xargs -r tail -n +1");
const residentKib = (pid: string): number => Number(/VmRSS:\s+(\d+)/.exec(shell(`cat /proc/${pid}/status`))?.[1]);

test("a hostile text of alice's own, for each setting, is refused with a sentence that can be shown", () => {
  const evil = [
    '"../../../etc/shadow"',
    "999999999999",
    '"\\u001b[2J\\u0007"',
    '["on", "$(reboot)"]',
    "{ path = '/etc/passwd' }",
    "nan",
  ];
  const texts = KNOBS.map(({ id }, index) => {
    const [table = "", key = ""] = id.split(".");
    return `[${table}]\n${key} = ${evil[index % evil.length]}\n`;
  });
  texts.push(
    "# large\n".repeat(9000),
    'extends = "../../../etc/passwd"\n',
    "[__proto__]\nx = 1\n",
    "\u001b[2J\n",
    "a.".repeat(200),
  );
  const sent = python("alice", "send-profiles.py", JSON.stringify(texts));
  assert.equal(sent.status, 0, sent.stderr);
  const answers = JSON.parse(sent.stdout) as readonly (readonly [string, string])[];
  for (const [index, [name, sentence]] of answers.entries()) {
    assert.match(
      name,
      /^io\.github\.travelmode\.Error\.(Profile(Invalid|Unsafe)|Usage)$/,
      `${texts[index]?.slice(0, 80)}\n${sentence}`,
    );
    assert.doesNotMatch(sentence, /(?!\n)\p{Cc}|root:/u);
  }
  assertSame(laptop.snapshot(), start);
});

test("power-profiles-daemon: its profile is held while travel mode is on, also after a kill, and let go", async () => {
  shell(`rm /etc/systemd/system/power-profiles-daemon.service; systemctl daemon-reload; systemctl start power-profiles-daemon`);
  const before = laptop.snapshot();
  assert.equal(ppd("ActiveProfile"), 's "balanced"');
  turnOn();
  assert.match(ppd("ActiveProfileHolds"), /^aa\{sv\} 1 .*"power-saver"/);
  const pid = keeperPid();
  shell(`kill -9 ${pid}`);
  await until("the next keeper", () => !["0", pid].includes(keeperPid()), 20, log);
  await until("held again", () => /"power-saver"/.test(ppd("ActiveProfileHolds")), 20, log);
  turnOff(before);
  assert.equal(ppd("ActiveProfileHolds"), "aa{sv} 0");
});

test("power-profiles-daemon: what alice chooses there meanwhile is hers", async () => {
  const before = laptop.snapshot();
  turnOn();
  laptop.sure("alice", "powerprofilesctl", "set", "performance");
  await until("it is noted", () => /power-profiles|platform/i.test(alice.type("status").stdout), 10, log);
  assert.equal(ppd("ActiveProfileHolds"), "aa{sv} 0");
  assert.equal(ppd("ActiveProfile"), 's "performance"');
  alice.type("off");
  assert.equal(ppd("ActiveProfile"), 's "performance"');
  laptop.sure("alice", "powerprofilesctl", "set", "balanced");
  assertSame(laptop.snapshot(), before);
  shell("systemctl stop power-profiles-daemon; systemctl mask power-profiles-daemon");
});

test("TLP beside it: no fight over what both turn, no loop", async () => {
  shell(`systemctl unmask tlp; rm /etc/tlp.d/99-vlaptop-off.conf; udevadm control --reload; systemctl start tlp`);
  turnOn("--stay-on");
  const since = shell("date '+%Y-%m-%d %H:%M:%S'").trim();
  for (const plug of ["on", "off", "on"]) {
    laptop.set(`ac=${plug}`);
    await pause(3500);
  }
  const lines = shell(`journalctl -u travelmode -o cat --no-pager --since '${since}'`).trim().split("\n");
  assert.ok(lines.length < 12, lines.join("\n"));
  assert.equal(mode(), "on");
  const off = alice.type("off");
  assert.equal(off.status, 0, off.stdout + off.stderr);
});
