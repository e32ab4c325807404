// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { SERVICE_METHODS } from "../../../src/keeper/service/service-methods.ts";
import { ACTIONS, KEEPER, polkitAction } from "../../../src/keeper/service/service-names.ts";
import { propertiesOf } from "../../../src/keeper/service/service-properties.ts";
import { packaged, STATE } from "./service-rig.ts";

const XML = packaged("dbus/io.github.travelmode.Keeper1.xml");
const POLICY = packaged("dbus/io.github.travelmode.conf");
const ACTIVATION = packaged("dbus/io.github.travelmode.service");

/** The keeper's own interface, which the documentation is about. */
const OURS = /<interface name="io\.github\.travelmode\.Keeper1">(.*?)<\/interface>/s.exec(XML)?.[1] ?? "";

interface Member {
  readonly name: string;
  readonly comment: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly args: readonly Readonly<Record<string, string>>[];
}

const attributesIn = (tag: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...tag.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]));

/** Methods, properties or signals, each with the comment right above it. */
function members(kind: "method" | "property" | "signal"): readonly Member[] {
  const found = OURS.matchAll(new RegExp(`<!--((?:(?!-->).)*)-->\\s*<${kind} ([^>]*?)(?:/>|>(.*?)</${kind}>)`, "gs"));
  return [...found].map(([, comment = "", tag = "", body = ""]) => ({
    name: attributesIn(tag)["name"] ?? "",
    comment,
    attributes: attributesIn(tag),
    args: [...body.matchAll(/<arg ([^>]*)\/>/g)].map(([, arg = ""]) => attributesIn(arg)),
  }));
}

const signature = ({ args }: Member, direction: string): string =>
  args
    .filter((arg) => arg["direction"] === direction)
    .map(({ type }) => type)
    .join("");

test("the description has the methods that are served, with their signatures", () => {
  const described = Object.fromEntries(members("method").map((it) => [it.name, [signature(it, "in"), signature(it, "out")]]));
  const served = Object.fromEntries(Object.entries(SERVICE_METHODS).map(([name, it]) => [name, [it.in, it.out]]));
  assert.deepEqual(described, served);
});

test("the description has the properties that are served, with their types, and none can be set", () => {
  const described = Object.fromEntries(members("property").map(({ name, attributes }) => [name, attributes["type"]]));
  const served = Object.entries(propertiesOf(STATE, [], "1")).map(([name, { variant }]) => [name, variant]);
  assert.deepEqual(described, Object.fromEntries(served));
  for (const { attributes } of members("property")) assert.equal(attributes["access"], "read");
});

test("every member and every argument is explained, and none is overlooked here", () => {
  const all = [...members("method"), ...members("property"), ...members("signal")];
  assert.equal(all.length, [...OURS.matchAll(/<(?:method|property|signal) /g)].length);
  for (const { name, comment, args } of all) {
    assert.match(comment, new RegExp(`^\\s*${name}:`), `${name} is not explained`);
    for (const arg of args) assert.match(comment, new RegExp(`@${arg["name"]}: \\S`), `${name} does not explain ${arg["name"]}`);
  }
});

test("what is free changes nothing of anybody else's; all else needs an action", () => {
  const free = Object.entries(SERVICE_METHODS).filter(([, { action }]) => action === null);
  assert.deepEqual(
    free.map(([name]) => name),
    ["Plan", "PlanOff", "GetTrip", "Release"],
  );
});

test("polkit's file describes exactly the actions that are asked for", () => {
  const file = packaged("polkit/io.github.travelmode.policy");
  const actions = [...file.matchAll(/<action id="([^"]*)">(.*?)<\/action>/gs)];
  assert.deepEqual(
    actions.map(([, id]) => id),
    ACTIONS.map(polkitAction),
  );
  const grants = (body = ""): readonly string[] => [...body.matchAll(/<allow_\w+>(\w+)</g)].map(([, grant = ""]) => grant);
  assert.deepEqual(
    actions.map(([, , body]) => grants(body)),
    [
      ["auth_admin_keep", "auth_admin_keep", "yes"],
      ["auth_admin", "auth_admin", "auth_admin"],
    ],
  );
});

test("the bus lets root be the keeper, and everybody call its methods and read its properties, no more", () => {
  const policies = [...POLICY.matchAll(/<policy ([^>]*)>(.*?)<\/policy>/gs)];
  const rules = policies.map(([, who = "", body = ""]) => ({
    who: attributesIn(who),
    allow: [...body.matchAll(/<(allow|deny) ([^>]*)\/>/g)].map(([, kind, rule = ""]) => [kind, attributesIn(rule)]),
  }));
  const to = (iface: string, member?: string) => [
    "allow",
    { send_destination: KEEPER.service, send_interface: iface, ...(member === undefined ? {} : { send_member: member }) },
  ];
  const standard = "org.freedesktop.DBus";
  assert.deepEqual(rules, [
    { who: { user: "root" }, allow: [["allow", { own: KEEPER.service }]] },
    {
      who: { context: "default" },
      allow: [
        ...Object.keys(SERVICE_METHODS).map((name) => to(KEEPER.interface, name)),
        to(`${standard}.Properties`, "Get"),
        to(`${standard}.Properties`, "GetAll"),
        to(`${standard}.Introspectable`, "Introspect"),
        to(`${standard}.Peer`),
      ],
    },
  ]);
});

test("the bus starts systemd's unit, and nothing by itself", () => {
  assert.match(ACTIVATION, /^Name=io\.github\.travelmode$/m);
  assert.match(ACTIVATION, /^SystemdService=travelmode\.service$/m);
  assert.match(ACTIVATION, /^Exec=\/bin\/false$/m);
  assert.match(packaged("systemd/travelmode.service"), /^BusName=io\.github\.travelmode$/m);
});
