// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { Variant } from "dbus-next";
import fc from "fast-check";
import { checkAddressee } from "../../src/machine/bus-basics.ts";
import { fromBody, toBody } from "../../src/machine/bus-marshal.ts";
import type { BusCall, BusValue } from "../../src/machine/doors.ts";

test("variants become dbus-next's, however deep they lie", () => {
  const [dict] = toBody("a{sv}", [{ inner: { variant: "av", value: [{ variant: "u", value: 7 }] } }], Variant);
  assert.deepEqual(dict, { inner: new Variant("av", [new Variant("u", 7)]) });
});

test("a dictionary may be called variant and value", () => {
  const record = { variant: "x", value: "y" };
  assert.deepEqual(toBody("a{ss}", [record], Variant), [record]);
});

test("a key __proto__ stays a key", () => {
  const [dict] = toBody("a{ss}", [JSON.parse('{"__proto__": "x"}')], Variant);
  assert.deepEqual(Object.keys(dict as object), ["__proto__"]);
});

const nothing = JSON.parse("null");

const REFUSED: readonly (readonly [string, BusValue])[] = [
  ["a{sv}", { a: nothing }],
  ["a{sv}", { a: "bare" }],
  ["a{sv}", { a: { variant: "s", value: nothing } }],
  ["a{sv}", { a: { variant: "ss", value: "x" } }],
  ["a{sv}", { a: { variant: "", value: "x" } }],
  ["a{sv}", ["x"]],
  ["a{us}", { 1: "x" }],
  ["v", "bare"],
  ["v", nothing],
  ["as", "text"],
  ["as", [nothing]],
  ["(su)", ["x"]],
  ["(su)", "xy"],
  ["b", 1],
  ["y", 256],
  ["n", 0x8000],
  ["q", -1],
  ["i", 2 ** 31],
  ["u", 1.5],
  ["u", -1],
  ["u", Number.NaN],
  ["u", "7"],
  ["x", 2 ** 60],
  ["x", 2n ** 63n],
  ["x", 1.5],
  ["t", -1n],
  ["d", Number.POSITIVE_INFINITY],
  ["s", "a\0b"],
  ["s", 7],
  ["o", "no/path"],
  ["o", "/a//b"],
  ["o", "/a/"],
  ["o", "/a-b"],
  ["g", "a{"],
];

for (const [signature, value] of REFUSED)
  test(`refuses ${JSON.stringify(value, (_, it) => (typeof it === "bigint" ? `${it}n` : it))} as ${signature}`, () => {
    assert.throws(() => toBody(signature, [value], Variant), { name: /^(Type|Syntax)Error$/ });
  });

test("refuses too few and too many arguments", () => {
  assert.throws(() => toBody("ss", ["x"], Variant), TypeError);
  assert.throws(() => toBody("", ["x"], Variant), TypeError);
});

test("never throws anything but TypeError and SyntaxError, whatever the arguments", () => {
  const signature = fc.constantFrom("s", "v", "as", "a{sv}", "(sv)", "ay", "x", "o", "av", "a{s(ub)}", "g");
  fc.assert(
    fc.property(signature, fc.anything({ withBigInt: true, withNullPrototype: true }), (type, it) => {
      try {
        toBody(type, [it as BusValue], Variant);
      } catch (error) {
        assert.ok(error instanceof TypeError || error instanceof SyntaxError);
      }
    }),
  );
});

test("replies come without variants, with bytes of their own", () => {
  const message = Buffer.from("wlan0");
  const [plain] = fromBody([{ ssid: new Variant("ay", message), flags: new Variant("av", [new Variant("x", 5n)]) }], Variant);
  message.fill(0);
  assert.deepEqual(plain, { ssid: Uint8Array.from(Buffer.from("wlan0")), flags: [5n] });
});

const ADDRESSEE: BusCall = {
  service: "org.bluez",
  path: "/org/bluez/hci0",
  interface: "org.bluez.Adapter1",
  member: "Get",
  signature: "",
  args: [],
};

test("knows the names of services, objects, interfaces and members", () => {
  checkAddressee(ADDRESSEE);
  checkAddressee({ ...ADDRESSEE, service: ":1.42", path: "/" });
  for (const wrong of [
    { service: "" },
    { service: "bluez" },
    { service: "org..bluez" },
    { service: ":" },
    { path: "" },
    { path: "org" },
    { interface: "" },
    { interface: "Adapter1" },
    { interface: "org.1.a" },
    { member: "" },
    { member: "Get.It" },
    { member: "x".repeat(256) },
  ])
    assert.throws(() => checkAddressee({ ...ADDRESSEE, ...wrong }), TypeError, JSON.stringify(wrong));
});
