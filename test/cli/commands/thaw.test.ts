// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { tryOut } from "./simulated-laptop.ts";

/** Alice with a profile of her own. */
function withProfile(t: TestContext) {
  const it = tryOut(t, { uid: 1000, name: "alice", home: "/home/alice" });
  const folder = join(it.folder, ".config/travelmode/profiles");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "apps.toml"), '[app]\nfreeze = ["syncthing"]\nslow = ["firefox", "not syncthing"]\n');
  return it;
}

test("the plan of on says what would be frozen and slowed; on does it; thaw tells of it", async (t) => {
  const { run } = withProfile(t);
  const plan = await run("on --dry-run apps");
  const on = await run("on apps");
  assert.equal(on.status, EXIT.done, [...on.out, ...on.err].join("\n"));
  for (const { out } of [plan, on]) {
    assert.match(out.join("\n"), /Frozen programs +syncthing +running → frozen +cgroup/);
    assert.match(out.join("\n"), /Slowed programs +firefox +full speed → at most 20 % of a CPU +systemd --user/);
  }
  const { out } = await run("thaw");
  assert.deepEqual(out, ["firefox: at most 20 % of a CPU", "syncthing: frozen", "", "One goes on with: travelmode thaw NAME"]);
});

test("thaw lets one go on by any of its names; it stays so, and off has nothing left to do there", async (t) => {
  const { run, simulated } = withProfile(t);
  const before = simulated.snapshot();
  await run("on apps");
  const thawed = await run("thaw Syncthing.service");
  assert.equal(thawed.status, EXIT.done);
  assert.match(thawed.out.join("\n"), /^Syncthing\.service goes on, .*\n\n.*syncthing +frozen → running/u);
  assert.equal(simulated.snapshot()["process syncthing"], undefined);
  assert.equal((await run("thaw firefox")).status, EXIT.done);
  assert.deepEqual((await run("thaw")).out, ["Nothing is frozen, slowed or held."]);
  assert.deepEqual(simulated.snapshot(), before);
  assert.equal((await run("off")).status, EXIT.done);
  assert.deepEqual(simulated.snapshot(), before);
});

test("what is not held, or not there, is said to be so", async (t) => {
  const { run } = withProfile(t);
  await run("on apps");
  const { status, err } = await run("thaw nobody");
  assert.deepEqual([status, err], [EXIT.partly, ["nobody is not frozen, slowed or held; travelmode thaw tells what is."]]);
});

test("by hand: frozen while travel mode is on, refused while it is off, and never what others rest on", async (t) => {
  const { run, simulated } = withProfile(t);
  const off = await run("set freeze syncthing");
  assert.equal(off.status, EXIT.refused);
  assert.match(off.err.join("\n"), /Travel mode is off/);
  await run("on");
  const { status, out } = await run("set freeze org.gnome.Shell");
  assert.equal(status, EXIT.partly);
  assert.equal(out[0], "Frozen programs: left as it is, as it may not be held back");
  assert.match(out.join(" "), /it is the session, or what starts it/);
  assert.equal((await run("set freeze syncthing")).status, EXIT.done);
  assert.equal(simulated.snapshot()["process syncthing"], "stopped");
  await run("off");
  assert.equal(simulated.snapshot()["process syncthing"], undefined);
});
