// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { tryOut } from "./simulated-laptop.ts";

const atAlices = (t: TestContext) => tryOut(t, { uid: 1000, name: "alice", home: "/home/alice" });

for (const [line, now] of [
  ["slow firefox", "firefox: at most 20 % of a CPU"],
  ["freeze syncthing", "syncthing: frozen"],
] as const)
  test(`${line} holds it until travel mode ends, and says how it goes on before`, async (t) => {
    const { run, simulated } = atAlices(t);
    const before = simulated.snapshot();
    await run("on");
    const { status, out } = await run(line);
    assert.equal(status, EXIT.done, out.join("\n"));
    assert.equal(out.at(-1), `Until travel mode ends, or with: travelmode thaw ${line.split(" ")[1]}`);
    assert.equal((await run("thaw")).out[0], now);
    await run("off");
    assert.deepEqual(simulated.snapshot(), before);
  });

test("nothing is held while travel mode is off, as nobody would put it back", async (t) => {
  const { run, simulated } = atAlices(t);
  const before = simulated.snapshot();
  for (const line of ["slow firefox", "freeze syncthing"]) {
    const { status, err } = await run(line);
    assert.equal(status, EXIT.refused);
    assert.match(err.join("\n"), /Travel mode is off/);
  }
  assert.deepEqual(simulated.snapshot(), before);
});

test("what others rest on is refused with the reason, and there is no way back to tell of", async (t) => {
  const { run } = atAlices(t);
  await run("on");
  const { status, out } = await run("freeze org.gnome.Shell");
  assert.equal(status, EXIT.partly);
  assert.match(out.join(" "), /it is the session, or what starts it/);
  assert.doesNotMatch(out.join(" "), /travelmode thaw/);
});
