// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import fc from "fast-check";
import type { Setting } from "../../src/knobs/knob.ts";
import { screenBrightness } from "../../src/knobs/screen-brightness.ts";
import type { Files } from "../../src/machine/doors.ts";
import { rawText } from "../../src/machine/reading.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { faultyFiles } from "../fakes/faulty-files.ts";
import { tree } from "../fakes/tree.ts";

const GPU = "/sys/devices/pci0000:00/0000:00:02.0";
const NVIDIA = "/sys/devices/pci0000:00/0000:01:00.0";

interface Backlight {
  readonly type: string;
  readonly brightness?: string;
  readonly max?: string;
  readonly scale?: string;
  /** What its device link leads to. */
  readonly device?: string;
}

function backlight(name: string, { type, brightness = "800", max = "1000", scale, device }: Backlight): Record<string, string> {
  const folder = `/sys/class/backlight/${name}`;
  return {
    [`${folder}/type`]: type,
    [`${folder}/brightness`]: brightness,
    [`${folder}/max_brightness`]: max,
    ...(scale === undefined ? {} : { [`${folder}/scale`]: scale }),
    ...(device === undefined ? {} : { [`${folder}/device`]: `-> ../../../..${device}` }),
  };
}

const connector = (card: string, name: string, status: string): Record<string, string> => ({
  [`${card}/${name}/status`]: status,
});

const eDP = connector(`${GPU}/drm/card1`, "card1-eDP-1", "connected");

async function find(files: Files): Promise<readonly Setting[]> {
  return (await screenBrightness.find(fakeMachine(files))).settings;
}

async function only(test: TestContext, contents: Record<string, string>): Promise<Setting> {
  const settings = await find(tree(test, contents).files);
  assert.equal(settings.length, 1, `one setting expected, not ${settings.map(({ id }) => id).join(", ")}`);
  return settings[0] as Setting;
}

const pathOf = ({ ways }: Setting): string => {
  const [way] = ways;
  return way?.kind === "file" ? way.path : "";
};

const CHOICES: readonly { name: string; tree: Record<string, string>; chosen: string; place: string }[] = [
  {
    name: "the panel's own device goes before the firmware's",
    tree: {
      ...eDP,
      ...backlight("acpi_video0", { type: "firmware", device: GPU }),
      ...backlight("intel_backlight", { type: "raw", device: `${GPU}/drm/card1/card1-eDP-1` }),
    },
    chosen: "intel_backlight",
    place: "eDP-1",
  },
  {
    name: "a hybrid machine's nvidia_0, which takes values and ignores them, is passed over",
    tree: {
      ...backlight("intel_backlight", { type: "raw" }),
      ...backlight("nvidia_0", { type: "raw", brightness: "100", max: "100" }),
    },
    chosen: "intel_backlight",
    place: "intel_backlight",
  },
  {
    name: "nvidia_0 does not win by its name when the real device comes later in the list",
    tree: { ...backlight("nvidia_0", { type: "raw", device: NVIDIA }), ...backlight("radeon_bl0", { type: "raw" }) },
    chosen: "radeon_bl0",
    place: "radeon_bl0",
  },
  {
    name: "the graphics card whose panel is connected wins over the one whose is not",
    tree: {
      ...eDP,
      ...connector(`${NVIDIA}/drm/card0`, "card0-eDP-2", "disconnected"),
      ...backlight("amdgpu_bl2", { type: "raw", device: `${GPU}/drm/card1/card1-eDP-1` }),
      ...backlight("nvidia_wmi_ec_backlight", { type: "firmware", device: `${NVIDIA}/drm/card0/card0-eDP-2` }),
    },
    chosen: "amdgpu_bl2",
    place: "eDP-1",
  },
  {
    name: "an older driver's device leads to the card, and so to its connected panel",
    tree: {
      ...eDP,
      ...backlight("acpi_video0", { type: "firmware" }),
      ...backlight("amdgpu_bl0", { type: "raw", device: `${GPU}/drm/card1` }),
    },
    chosen: "amdgpu_bl0",
    place: "eDP-1",
  },
  {
    name: "among equals the one below the card with the panel is taken",
    tree: {
      ...eDP,
      ...backlight("a_bl", { type: "raw", device: NVIDIA }),
      ...backlight("b_bl", { type: "raw", device: GPU }),
      [`${NVIDIA}/vendor`]: "0x10de",
    },
    chosen: "b_bl",
    place: "b_bl",
  },
  {
    name: "without connectors firmware goes before platform",
    tree: {
      ...backlight("a_raw", { type: "raw" }),
      ...backlight("b_platform", { type: "platform" }),
      ...backlight("c_firmware", { type: "firmware" }),
    },
    chosen: "c_firmware",
    place: "c_firmware",
  },
  {
    name: "without connectors platform goes before raw",
    tree: { ...backlight("a_raw", { type: "raw" }), ...backlight("b_platform", { type: "platform" }) },
    chosen: "b_platform",
    place: "b_platform",
  },
  {
    name: "a range of 0 is no backlight",
    tree: { ...backlight("a_bl", { type: "firmware", brightness: "0", max: "0" }), ...backlight("b_bl", { type: "raw" }) },
    chosen: "b_bl",
    place: "b_bl",
  },
  {
    name: "a brightness above its own range is no backlight",
    tree: {
      ...backlight("nv_backlight", { type: "platform", brightness: "15996", max: "127" }),
      ...backlight("z_bl", { type: "raw" }),
    },
    chosen: "z_bl",
    place: "z_bl",
  },
  {
    name: "a monitor on a cable is not the laptop's screen",
    tree: { ...backlight("ddcci7", { type: "firmware" }), ...backlight("intel_backlight", { type: "raw" }) },
    chosen: "intel_backlight",
    place: "intel_backlight",
  },
];

for (const { name, tree: contents, chosen, place } of CHOICES) {
  test(name, async (t) => {
    const setting = await only(t, contents);
    assert.equal(pathOf(setting), `/sys/class/backlight/${chosen}/brightness`);
    assert.equal(setting.place, place);
    assert.equal(setting.id, `screen.brightness/${place}`);
  });
}

test("each of two connected panels is a setting of its own", async (t) => {
  const contents = {
    ...eDP,
    ...connector(`${GPU}/drm/card1`, "card1-eDP-2", "connected"),
    ...backlight("card1-eDP-2-backlight", { type: "raw", device: `${GPU}/drm/card1/card1-eDP-2` }),
    ...backlight("intel_backlight", { type: "raw", device: `${GPU}/drm/card1/card1-eDP-1` }),
  };
  const settings = await find(tree(t, contents).files);
  assert.deepEqual(settings.map(({ place }) => place).toSorted(), ["eDP-1", "eDP-2"]);
});

test("the setting's identity does not carry the number of the card", async (t) => {
  const first = await only(t, {
    ...eDP,
    ...backlight("intel_backlight", { type: "raw", device: `${GPU}/drm/card1/card1-eDP-1` }),
  });
  const other = connector(`${GPU}/drm/card0`, "card0-eDP-1", "connected");
  const second = await only(t, {
    ...other,
    ...backlight("intel_backlight", { type: "raw", device: `${GPU}/drm/card0/card0-eDP-1` }),
  });
  assert.equal(first.id, second.id);
});

test("a machine without a backlight says so", async (t) => {
  assert.deepEqual(await screenBrightness.find(fakeMachine(tree(t, {}).files)), {
    settings: [],
    missing: "no screen whose brightness can be set",
  });
});

test("what was asked for is read, not actual_brightness", async (t) => {
  const contents = {
    ...backlight("x_bl", { type: "raw", brightness: "16164", max: "39000" }),
    "/sys/class/backlight/x_bl/actual_brightness": "0",
  };
  const setting = await only(t, contents);
  assert.deepEqual(await setting.read(), { kind: "value", value: "16164" });
  assert.equal(setting.show(rawText("16164")), "70 %");
});

test("a device that fails when read ends in an error with path and errno", async (t) => {
  const path = "/sys/class/backlight/x_bl/brightness";
  const files = faultyFiles(tree(t, backlight("x_bl", { type: "raw" })).files, { read: { [path]: "EIO" } });
  const [setting] = await find(files);
  assert.deepEqual(await setting?.read(), { kind: "error", where: path, code: "EIO" });
});

test("a cap of 50 % is a fifth of the light on a linear device, and half of the steps on a perceptual one", async (t) => {
  const levels = await Promise.all(
    [
      { type: "raw" },
      { type: "raw", scale: "linear" },
      { type: "raw", scale: "non-linear" },
      { type: "firmware" },
      { type: "firmware", scale: "linear" },
    ].map(async (device) => (await only(t, backlight("x_bl", device))).encode([50], rawText("1000"))),
  );
  const raw = levels.map((encoded) => (encoded.kind === "to" ? encoded.raw : encoded.kind));
  assert.deepEqual(raw, ["184", "184", "500", "500", "184"]);
});

test("the screen is only ever made darker", async (t) => {
  const setting = await only(t, backlight("x_bl", { type: "raw" }));
  assert.deepEqual(setting.encode([50], rawText("100")), { kind: "leave", why: "already at 38 %", wished: "184" });
  assert.deepEqual(setting.encode([50], rawText("184")), { kind: "leave", why: "already at 50 %", wished: "184" });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 1000 }), (wish, original) => {
      const encoded = setting.encode([wish], rawText(String(original)));
      assert.ok(encoded.kind === "leave" || (encoded.kind === "to" && Number(encoded.raw) < original));
    }),
  );
});

test("the lowest is 5 % of the range and never off", async (t) => {
  const wide = await only(t, backlight("x_bl", { type: "raw" }));
  const narrow = await only(t, backlight("x_bl", { type: "firmware", brightness: "3", max: "8" }));
  assert.deepEqual(wide.encode(["lowest"], rawText("800")), { kind: "to", raw: "50" });
  assert.deepEqual(narrow.encode(["lowest"], rawText("3")), { kind: "to", raw: "1" });
  assert.deepEqual(narrow.encode([1], rawText("3")), { kind: "to", raw: "1" });
});

test("a screen that is off already is not turned on", async (t) => {
  const setting = await only(t, backlight("x_bl", { type: "raw", brightness: "0" }));
  assert.deepEqual(setting.encode(["lowest"], rawText("0")), { kind: "leave", why: "already at 0 %", wished: "50" });
});

test("an unknown word is passed over for the next alternative, and unavailable without one", async (t) => {
  const setting = await only(t, backlight("x_bl", { type: "raw" }));
  assert.deepEqual(setting.encode(["dim", "lowest"], rawText("800")), { kind: "to", raw: "50" });
  assert.deepEqual(setting.encode(["dim"], rawText("800")), { kind: "unavailable", why: "it takes a percentage" });
});

test("a screen that the desktop dimmed further is still ours", async (t) => {
  assert.equal((await only(t, backlight("x_bl", { type: "raw" }))).lowerIsOurs, true);
});

test("root writes the file; the session's user asks logind, which wants subsystem, device and level", async (t) => {
  const { ways, lasts } = await only(t, backlight("x_bl", { type: "raw" }));
  const [file, logind] = ways;
  assert.deepEqual(file, { kind: "file", name: "sysfs", path: "/sys/class/backlight/x_bl/brightness" });
  assert.ok(logind?.kind === "bus");
  const { path, member, signature, args } = logind.call(rawText("184"));
  assert.deepEqual(
    [path, member, signature, args],
    ["/org/freedesktop/login1/session/auto", "SetBrightness", "ssu", ["backlight", "x_bl", 184]],
  );
  assert.equal(
    logind.command(rawText("184")).join(" "),
    "busctl call org.freedesktop.login1 /org/freedesktop/login1/session/auto org.freedesktop.login1.Session SetBrightness ssu backlight x_bl 184",
  );
  assert.equal(lasts, "kept");
});
