// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { stampOf } from "../../../src/keeper/due-work/timer-stamp.ts";
import { fakeBus } from "../../fakes/fake-bus.ts";
import { alice, fakeMachine } from "../../fakes/fake-machine.ts";
import { fakePrograms } from "../../fakes/live-machine.ts";
import { tree } from "../../fakes/tree.ts";

const AS_ALICE =
  "systemd-run --quiet --collect --pipe --wait --setenv=XDG_RUNTIME_DIR=/run/user/1000 --setenv=LC_ALL=C.UTF-8 --uid=1000 " +
  "--setenv=DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus --";

/** Alice's timer in root's hands, with what her systemd tells of her folders; what was run as her. */
function alices(t: TestContext, environment: readonly string[], printed: Readonly<Record<string, string>>) {
  const manager = { "org.freedesktop.systemd1.Manager": { Environment: environment } };
  const users = { 1000: { "org.freedesktop.systemd1": { "/org/freedesktop/systemd1": manager } } };
  const results = Object.fromEntries(Object.entries(printed).map(([words, stdout]) => [`${AS_ALICE} ${words}`, { stdout }]));
  const commands = fakePrograms(results);
  const machine = fakeMachine(tree(t, {}).files, { bus: fakeBus({}, {}, users), commands });
  return { stamp: stampOf(machine, { owner: 1000, timer: "mbsync.timer" }), commands };
}

const STAMP = "/home/alice/.local/share/systemd/timers/stamp-mbsync.timer";

test("a user's stamp is read and set as that user, where that user's systemd has its files", async (t) => {
  const { stamp } = alices(t, ["LANG=C", "HOME=/home/alice"], {
    [`stat --format=%.3Y -- ${STAMP}`]: "1780304400.250\n",
    [`touch --no-create --date=@1780304400.500 -- ${STAMP}`]: "",
  });
  assert.equal(await stamp.elapsedMs(), 1_780_304_400_250);
  assert.equal(await stamp.set(1_780_304_400_500), true);
  assert.equal(await stamp.set(1), false);
});

test("a folder for data of its own is found; what is not told, or nonsense, is no stamp", async (t) => {
  const path = "/srv/alice/systemd/timers/stamp-mbsync.timer";
  const told = { [`stat --format=%.3Y -- ${path}`]: "5.000\n", [`stat --format=%.3Y -- ${STAMP}`]: "soon\n" };
  assert.equal(await alices(t, ["HOME=/home/alice", "XDG_DATA_HOME=/srv/alice"], told).stamp.elapsedMs(), 5000);
  assert.equal(await alices(t, ["HOME=/home/alice", "XDG_DATA_HOME=data"], told).stamp.elapsedMs(), null);
  const lost = alices(t, ["HOME=alice"], told);
  assert.equal(await lost.stamp.elapsedMs(), null);
  assert.deepEqual(lost.commands.ran, []);
});

test("one's own and the computer's are files", async (t) => {
  const files = tree(t, { [STAMP]: "", "/var/lib/systemd/timers/stamp-mbsync.timer": "" });
  for (const [caller, owner] of [
    [alice, "user"],
    [alice, "system"],
  ] as const) {
    const stamp = stampOf(fakeMachine(files.files, { caller }), { owner, timer: "mbsync.timer" });
    assert.equal(await stamp.set(7000), true);
    assert.equal(await stamp.elapsedMs(), 7000);
  }
});
