// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { platformProfile } from "../../src/knobs/platform-profile.ts";
import { rawText, value } from "../../src/machine/reading.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { assertEncodesOnly, encodeNow, powerProfilesBus, settingAt, settingsOf, to } from "./cpu-trees.ts";

const LEGACY = "/sys/firmware/acpi/platform_profile";
const WISH = ["low-power", "quiet", "cool", "balanced"] as const;

const legacy = (now: string, choices: string) => ({ [LEGACY]: now, [`${LEGACY}_choices`]: choices });

const driver = (number: number, files: Record<"name" | "choices" | "profile", string>) =>
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`/sys/class/platform-profile/platform-profile-${number}/${name}`, text]),
  );

const ALTERNATIVES: readonly { choices: string; from: string; to: string }[] = [
  { choices: "low-power balanced performance", from: "balanced", to: "low-power" },
  { choices: "quiet balanced performance", from: "performance", to: "quiet" },
  { choices: "cool balanced performance", from: "performance", to: "cool" },
  { choices: "balanced performance", from: "performance", to: "balanced" },
  { choices: "low-power quiet balanced balanced-performance performance", from: "balanced", to: "low-power" },
];

for (const one of ALTERNATIVES) {
  test(`of the alternatives, ${one.to} is the first among "${one.choices}"`, async (t) => {
    const setting = await settingAt(platformProfile, fakeMachine(tree(t, legacy(one.from, one.choices)).files), "firmware");
    assert.deepEqual(await encodeNow(setting, ...WISH), to(one.to));
  });
}

test("a machine at low-power gets nothing hungrier", async (t) => {
  const setting = await settingAt(
    platformProfile,
    fakeMachine(tree(t, legacy("low-power", "low-power balanced")).files),
    "firmware",
  );
  assert.deepEqual(await encodeNow(setting, "balanced"), {
    kind: "leave",
    why: "low-power saves more already",
    wished: "balanced",
  });
  assert.deepEqual(await encodeNow(setting, ...WISH), to("low-power"));
});

test("no profile of the wish here is unavailable, and says what there is", async (t) => {
  const setting = await settingAt(
    platformProfile,
    fakeMachine(tree(t, legacy("balanced", "balanced performance")).files),
    "firmware",
  );
  assert.deepEqual(await encodeNow(setting, "low-power", "quiet"), {
    kind: "unavailable",
    why: "no profile low-power, quiet here; there is balanced, performance",
  });
});

test("custom can be read but not written back, so it is not left", async (t) => {
  const setting = await settingAt(
    platformProfile,
    fakeMachine(tree(t, legacy("custom", "low-power balanced")).files),
    "firmware",
  );
  assert.deepEqual(await encodeNow(setting, "low-power"), {
    kind: "unavailable",
    why: 'the profile "custom" could not be put back',
  });
});

const twoDrivers = {
  ...legacy("custom", "balanced performance"),
  ...driver(0, { name: "amd-pmf", choices: "low-power balanced performance", profile: "balanced" }),
  ...driver(1, { name: "asus-wmi", choices: "quiet balanced performance", profile: "performance" }),
};

test("where the kernel shows each driver, each is turned by itself: what reads custom for all can be put back", async (t) => {
  const settings = await settingsOf(platformProfile, fakeMachine(tree(t, twoDrivers).files));
  assert.deepEqual(
    settings.map(({ id }) => id),
    ["platform.profile/amd-pmf", "platform.profile/asus-wmi"],
  );
  assert.deepEqual(await Promise.all(settings.map((setting) => encodeNow(setting, ...WISH))), [to("low-power"), to("quiet")]);
});

test("the same settings are found again once our own writing has made the drivers agree", async (t) => {
  const laptop = tree(t, twoDrivers);
  const before = await settingsOf(platformProfile, fakeMachine(laptop.files));
  laptop.put(LEGACY, "low-power");
  const after = await settingsOf(platformProfile, fakeMachine(laptop.files));
  assert.deepEqual(
    after.map(({ id }) => id),
    before.map(({ id }) => id),
  );
});

test("drivers are known by name, as their numbers change; namesakes are kept apart", async (t) => {
  const choices = "low-power balanced";
  const laptop = tree(t, {
    ...driver(2, { name: "dell-pc", choices, profile: "balanced" }),
    ...driver(10, { name: "dell-pc", choices, profile: "balanced" }),
  });
  assert.deepEqual(
    (await settingsOf(platformProfile, fakeMachine(laptop.files))).map(({ id }) => id),
    ["platform.profile/dell-pc", "platform.profile/dell-pc-1"],
  );
});

test("a driver's own custom is left alone unless it offers it", async (t) => {
  const { files } = tree(t, driver(0, { name: "amd-pmf", choices: "low-power balanced", profile: "custom" }));
  assert.equal(
    (await encodeNow(await settingAt(platformProfile, fakeMachine(files), "amd-pmf"), "low-power")).kind,
    "unavailable",
  );
  const offering = tree(t, driver(0, { name: "gamezone", choices: "low-power balanced custom", profile: "custom" }));
  assert.deepEqual(
    await encodeNow(await settingAt(platformProfile, fakeMachine(offering.files), "gamezone"), "low-power"),
    to("low-power"),
  );
});

test("the firmware keeps it, so it is put back after a reboot too", async (t) => {
  const setting = await settingAt(
    platformProfile,
    fakeMachine(tree(t, legacy("balanced", "low-power balanced")).files),
    "firmware",
  );
  assert.equal(setting.lasts, "kept");
});

test("a running power-profiles service is asked, and the files are only put back after it", async (t) => {
  const { files } = tree(t, legacy("balanced", "low-power balanced performance"));
  const [asked, file] = await settingsOf(platformProfile, fakeMachine(files, { bus: powerProfilesBus() }));
  assert.equal(asked?.id, "platform.profile/power-profiles");
  assert.equal(asked.heldBy, undefined);
  assert.equal(file?.id, "platform.profile/firmware");
  assert.equal(file.heldBy, "power-profiles-daemon");
  assert.ok(file.restoreRank(rawText("balanced")) > asked.restoreRank(rawText("balanced")));
  assert.deepEqual(await file.read(), value(rawText("balanced")));
});

test("a machine without either is said, not failed", async (t) => {
  const found = await platformProfile.find(fakeMachine(tree(t, {}).files));
  assert.deepEqual(found, { settings: [], missing: "this machine's firmware offers no platform profile" });
});

test("it drags along whatever firmware and service set with it", () => {
  assert.deepEqual([...platformProfile.alsoMoves].sort(), ["cpu.boost", "cpu.epp", "cpu.governor", "cpu.limit"]);
});

test("only profiles that are offered are ever written", async (t) => {
  const setting = await settingAt(platformProfile, fakeMachine(tree(t, legacy("balanced", "quiet balanced")).files), "firmware");
  assertEncodesOnly(setting, platformProfile.grammar.words, (raw) => raw === "quiet" || raw === "balanced");
});
