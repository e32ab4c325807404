// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { EXIT } from "../../src/errors.ts";
import { BACKLIGHT, typist } from "./typist.ts";
import { until } from "./until.ts";
import { startLaptop, type User } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "measure");
const [alice, root] = [typist(laptop, "alice"), typist(laptop, "root")];

laptop.set("ac=off");

const light = (): string => laptop.sure("root", "cat", BACKLIGHT).trim();

/** Of alice's systemd, or root's. */
const own = (user: User): readonly string[] => (user === "alice" ? ["--user"] : []);

/** Measures apart from this test, twenty seconds a second. Answers how bright the screen was. */
function begin(user: User): string {
  laptop.run(user, "systemctl", ...own(user), "reset-failed", "measuring");
  const before = light();
  const line = ["env", "TRAVELMODE_TEST_TIMES=20", "travelmode", "measure", "brightness=20", "--yes"];
  laptop.sure(user, "systemd-run", ...own(user), "--unit=measuring", ...line);
  return before;
}

const kill = (user: User, signal: string): string =>
  laptop.sure(user, "systemctl", ...own(user), "kill", "--kill-whom=main", "-s", signal, "measuring");

const isUnderWay = (user: User): boolean =>
  laptop.run(user, "systemctl", ...own(user), "is-active", "measuring").stdout.trim() === "active";

const said = (user: User): string => laptop.run("root", "journalctl", "--no-pager", "-n", "60", "-o", "cat").stdout + user;

const statusOf = (user: User): string =>
  laptop.sure(user, "systemctl", ...own(user), "show", "-P", "ExecMainStatus", "measuring").trim();

const turned = (user: User, before: string): Promise<void> =>
  until(
    "the screen is turned",
    () => light() !== before,
    60,
    () => said(user),
  );

for (const user of ["alice", "root"] as const)
  test(`${user}: asked to end in the middle, it puts back what it has turned and says so`, async () => {
    const before = begin(user);
    await turned(user, before);
    kill(user, "INT");
    await until(
      "it has ended",
      () => !isUnderWay(user),
      30,
      () => said(user),
    );
    assert.equal(light(), before);
    assert.equal(statusOf(user), String(EXIT.partly));
  });

test("alice: killed in the middle, her keeper puts it back", async () => {
  const before = begin("alice");
  await turned("alice", before);
  kill("alice", "KILL");
  await until(
    "the screen is back",
    () => light() === before,
    30,
    () => said("alice"),
  );
  assert.match(alice.type("status").stdout, /Travel mode is off/u);
});

test("root, with nobody who stays: killed in the middle, status tells of it and off puts it back", async () => {
  const before = begin("root");
  await turned("root", before);
  kill("root", "KILL");
  await until("it is gone", () => !isUnderWay("root"), 30);
  assert.match(root.type("status").stdout, /measuring/u);
  assert.notEqual(light(), before);
  root.type("off");
  assert.equal(light(), before);
});

test("on a charger it is refused, and nothing is turned", () => {
  laptop.set("ac=on");
  const before = light();
  const { status, stderr } = laptop.run("alice", "travelmode", "measure", "brightness=20", "--yes");
  assert.deepEqual([status, light()], [EXIT.refused, before]);
  assert.match(stderr, /a charger is in/u);
});
