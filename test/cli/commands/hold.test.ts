// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { tryOut } from "./simulated-laptop.ts";

test("a service is held with what starts it, beside what the profile holds; off brings back the same set", async (t) => {
  const { run, simulated } = tryOut(t);
  const before = simulated.snapshot();
  await run("on endurance --leave hold");
  const { status, out } = await run("hold borgmatic");
  assert.match(out.join("\n"), /Background services +borgmatic\.timer +active → inactive +systemd/u);
  assert.match(out.join("\n"), /borgmatic\.service +it is not active/u);
  assert.equal(status, EXIT.partly);
  assert.equal((await run("hold plocate-updatedb.timer")).status, EXIT.done);
  assert.match((await run("thaw")).out[0] ?? "", /^Held: .*borgmatic\.timer.*plocate-updatedb\.timer/u);
  await run("off");
  assert.deepEqual(simulated.snapshot(), before);
});

test("thaw lets one of them go on and leaves the others held", async (t) => {
  const { run, simulated } = tryOut(t);
  const before = simulated.snapshot();
  await run("on");
  const thawed = await run("thaw borgmatic");
  assert.equal(thawed.status, EXIT.done, thawed.out.join("\n"));
  assert.match(thawed.out.join("\n"), /borgmatic\.timer +inactive → active/u);
  const { out } = await run("thaw");
  assert.match(out[0] ?? "", /^Held: (?!.*borgmatic).*plocate-updatedb\.timer/u);
  await run("off");
  assert.deepEqual(simulated.snapshot(), before);
});

test("what the network rests on stays, with the reason; a kind is told how it is held; nothing while travel mode is off", async (t) => {
  const { run } = tryOut(t);
  const off = await run("hold borgmatic.timer");
  assert.deepEqual([off.status, /Travel mode is off/u.test(off.err.join(" "))], [EXIT.refused, true]);
  await run("on");
  const never = await run("hold NetworkManager");
  assert.equal(never.status, EXIT.partly);
  assert.match(never.out.join(" "), /NetworkManager\.service +the network rests on it/u);
  const dotted = await run("hold org.example.daemon");
  assert.match(dotted.out.join(" "), /org\.example\.daemon\.service +no unit of that name is here/u);
  const kind = await run("hold sync");
  assert.deepEqual([kind.status, /travelmode set hold sync/u.test(kind.err.join(" "))], [EXIT.usage, true]);
});
