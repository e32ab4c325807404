// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { platformProfile } from "../../src/knobs/platform-profile.ts";
import { rawText, value } from "../../src/machine/reading.ts";
import type { FakeBus } from "../fakes/fake-bus.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { assertEncodesOnly, encodeNow, powerProfilesBus, settingAt, to } from "./cpu-trees.ts";

const NAME = "org.freedesktop.UPower.PowerProfiles";

const active = (t: test.TestContext, bus: FakeBus) =>
  settingAt(platformProfile, fakeMachine(tree(t, {}).files, { bus }), "power-profiles-daemon");

test("the kernel's words become the service's", async (t) => {
  const setting = await active(t, powerProfilesBus({ ActiveProfile: "performance" }));
  const words = ["low-power", "quiet", "cool", "balanced", "performance"];
  const encoded = await Promise.all(words.map((word) => encodeNow(setting, word)));
  assert.deepEqual(encoded, ["power-saver", "power-saver", "power-saver", "balanced", "performance"].map(to));
});

test("writing sets ActiveProfile, and the value read is what was written", async (t) => {
  const bus = powerProfilesBus();
  const setting = await active(t, bus);
  const [way] = setting.ways;
  assert.ok(way?.kind === "bus");
  await bus.call(way.call(rawText("power-saver")));
  assert.deepEqual(await setting.read(), value(rawText("power-saver")));
  const path = "/org/freedesktop/UPower/PowerProfiles";
  const command = ["busctl", "set-property", NAME, path, NAME, "ActiveProfile", "s", "balanced"];
  assert.deepEqual(way.command(rawText("balanced")), command);
});

test("a profile that the service lacks is unavailable", async (t) => {
  const setting = await active(t, powerProfilesBus({ Profiles: [] }));
  assert.deepEqual(await encodeNow(setting, "low-power"), {
    kind: "unavailable",
    why: "no profile low-power here; there is none",
  });
});

test("an unknown profile, as tuned-ppd may report it, could not be put back", async (t) => {
  const setting = await active(t, powerProfilesBus({ ActiveProfile: "unknown" }));
  assert.deepEqual(await encodeNow(setting, "low-power"), {
    kind: "unavailable",
    why: 'the profile "unknown" could not be put back',
  });
});

test("at power-saver nothing hungrier is asked for", async (t) => {
  assert.equal((await encodeNow(await active(t, powerProfilesBus({ ActiveProfile: "power-saver" })), "balanced")).kind, "leave");
});

test("a profile that an application holds is left to it: it is not the user's own", async (t) => {
  const bus = powerProfilesBus({ ActiveProfile: "performance" });
  const service = bus.services[NAME]?.["/org/freedesktop/UPower/PowerProfiles"]?.[NAME];
  assert.ok(service);
  service["ActiveProfileHolds"] = [{ ApplicationId: "org.game", Profile: "performance", Reason: "playing" }];
  const why = 'org.game holds "performance", and switching would end that';
  assert.deepEqual(await encodeNow(await active(t, bus), "low-power"), { kind: "leave", why });
});

test("a service that answers with errors or nonsense is an error, never a value", async (t) => {
  const bus = powerProfilesBus();
  const setting = await active(t, bus);
  bus.faults.set("Get", "org.freedesktop.DBus.Error.NoReply");
  assert.equal((await setting.read()).kind, "error");
  const nonsense = await active(t, powerProfilesBus({ ActiveProfile: [] }));
  assert.deepEqual(await nonsense.read(), { kind: "error", where: `${NAME} ActiveProfile`, code: "UnexpectedReply" });
});

test("the service keeps its profile over a reboot", async (t) => {
  assert.equal((await active(t, powerProfilesBus())).lasts, "kept");
});

test("only profiles that the service has are ever asked for", async (t) => {
  const offered = ["power-saver", "balanced", "performance"];
  assertEncodesOnly(await active(t, powerProfilesBus()), [...platformProfile.grammar.words, ...offered], (raw) =>
    offered.includes(raw),
  );
});
