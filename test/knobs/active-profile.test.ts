// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { platformProfile } from "../../src/knobs/platform-profile.ts";
import { unexpectedReply } from "../../src/machine/bus-values.ts";
import { failure, rawText, value } from "../../src/machine/reading.ts";
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

test("while an application holds a profile, the user's own cannot be read, until it lets go", async (t) => {
  const bus = powerProfilesBus({ ActiveProfile: "performance" });
  const setting = await active(t, bus);
  const service = bus.services[NAME]?.["/org/freedesktop/UPower/PowerProfiles"]?.[NAME];
  assert.ok(service);
  service["ActiveProfileHolds"] = [{ Profile: "performance", Reason: "playing" }];
  const held = failure(`${NAME} ActiveProfile`, "Held", "an application holds a profile");
  assert.deepEqual(await setting.read(), held);
  assert.deepEqual(await (await active(t, bus)).read(), held);
  service["ActiveProfileHolds"] = [];
  assert.deepEqual(await setting.read(), value(rawText("performance")));
});

test("a service that knows no holds, as older ones, is read all the same", async (t) => {
  const bus = powerProfilesBus();
  delete bus.services[NAME]?.["/org/freedesktop/UPower/PowerProfiles"]?.[NAME]?.["ActiveProfileHolds"];
  assert.deepEqual(await (await active(t, bus)).read(), value(rawText("balanced")));
});

test("finding it and reading it ask the service once each", async (t) => {
  const bus = powerProfilesBus();
  const setting = await active(t, bus);
  await setting.read();
  assert.deepEqual(
    bus.calls.filter(({ service }) => service === NAME).map(({ member }) => member),
    ["GetAll", "GetAll"],
  );
});

test("a service that answers with errors or nonsense is an error, never a value", async (t) => {
  const bus = powerProfilesBus();
  const setting = await active(t, bus);
  bus.faults.set("GetAll", "org.freedesktop.DBus.Error.NoReply");
  assert.equal((await setting.read()).kind, "error");
  const nonsense = await active(t, powerProfilesBus({ ActiveProfile: [] }));
  assert.deepEqual(await nonsense.read(), unexpectedReply(NAME, "ActiveProfile"));
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
