// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { TravelError } from "../../src/errors.ts";
import type { FileStat, Files } from "../../src/machine/doors.ts";
import { failure, value } from "../../src/machine/reading.ts";
import { type ProfileLibrary, profileLibrary } from "../../src/profile/library.ts";
import { configPaths, type ProfilePlace, profilePlaces } from "../../src/profile/places.ts";
import { faultyFiles } from "../fakes/faulty-files.ts";
import { tree } from "../fakes/tree.ts";
import { GRAMMARS } from "./grammars.ts";

const SHIPPED = "/usr/lib/travelmode/profiles";
const SYSTEM = "/etc/travelmode/profiles";
const USER = "/home/alice/.config/travelmode/profiles";
const PLACES = profilePlaces(SHIPPED, { home: "/home/alice", env: {} });

type Contents = Readonly<Record<string, string>>;

const libraryOf = (files: Files, asRoot = false, places: readonly ProfilePlace[] = PLACES): ProfileLibrary =>
  profileLibrary(files, places, { grammars: GRAMMARS, asRoot });

const userLibrary = (context: TestContext, contents: Contents): ProfileLibrary => libraryOf(tree(context, contents).files);

/** Everything belongs to root and is closed to others, but for what is given by path. */
function rootsFiles(context: TestContext, contents: Contents, others: Readonly<Record<string, Partial<FileStat>>>): Files {
  const { files } = tree(context, contents);
  const stat: Files["stat"] = (path) => {
    const found = files.stat(path);
    return found.kind === "value" ? value({ ...found.value, uid: 0, mode: 0o644, ...others[path] }) : found;
  };
  return { ...files, stat };
}

const throwsFault = (work: () => unknown, code: string, sentence: string | RegExp): void =>
  assert.throws(work, (error) => {
    assert.ok(error instanceof TravelError);
    assert.equal(error.code, code);
    if (typeof sentence === "string") assert.equal(error.message, sentence);
    else assert.match(error.message, sentence);
    return true;
  });

test("lists profiles by name, each with its title and the files that it hides", (context) => {
  const library = userLibrary(context, {
    [`${SHIPPED}/online.toml`]: 'title = "The network stays"',
    [`${SHIPPED}/flight.toml`]: 'title = "Shipped"',
    [`${SYSTEM}/flight.toml`]: 'title = "Of the system"',
    [`${USER}/flight.toml`]: 'title = "Mine"',
    [`${USER}/broken.toml`]: "a = 1\nb = 2",
  });
  assert.deepEqual(library.list(), [
    { name: "broken", title: null, source: `${USER}/broken.toml`, shadowed: [], mistakes: 2 },
    {
      name: "flight",
      title: "Mine",
      source: `${USER}/flight.toml`,
      shadowed: [`${SYSTEM}/flight.toml`, `${SHIPPED}/flight.toml`],
      mistakes: 0,
    },
    { name: "online", title: "The network stays", source: `${SHIPPED}/online.toml`, shadowed: [], mistakes: 0 },
  ]);
});

test("ignores files that are not named as profiles are", (context) => {
  const names = ["README", "Flight.toml", "-x.toml", "a b.toml", ".toml", "flight.toml~", "über.toml", "flight.toml.bak"];
  const library = userLibrary(context, Object.fromEntries([...names, "ok-2.toml"].map((name) => [`${USER}/${name}`, ""])));
  assert.deepEqual(
    library.list().map(({ name }) => name),
    ["ok-2"],
  );
});

test("is empty where no place exists", (context) => {
  const library = userLibrary(context, {});
  assert.deepEqual(library.list(), []);
  throwsFault(() => library.load("flight"), "PROFILE_UNKNOWN", 'there is no profile "flight"; no profiles were found');
});

test("loads the profile of the last place that has the name", (context) => {
  const library = userLibrary(context, {
    [`${SHIPPED}/flight.toml`]: 'radio.wifi = "off"',
    [`${SYSTEM}/flight.toml`]: 'radio.wifi = "on"',
  });
  const { wishes, source } = library.load("flight");
  assert.deepEqual({ wishes, source }, { wishes: { "radio.wifi": ["on"] }, source: `${SYSTEM}/flight.toml` });
});

test("a profile that extends its own name starts from the file that it shadows, place by place", (context) => {
  const library = userLibrary(context, {
    [`${SHIPPED}/flight.toml`]: 'radio.wifi = "off"\nradio.wwan = "off"\nscreen.brightness = 40',
    [`${SYSTEM}/flight.toml`]: 'extends = "flight"\nradio.wwan = "leave"',
    [`${USER}/flight.toml`]: 'extends = "flight"\nscreen.brightness = 20',
    [`${SHIPPED}/redeye.toml`]: 'extends = "flight"\nkeyboard.light = "off"',
  });
  const mine = { "radio.wifi": ["off"], "screen.brightness": [20] };
  assert.deepEqual(library.load("flight").wishes, mine);
  assert.deepEqual(library.load("redeye").wishes, { ...mine, "keyboard.light": ["off"] });
});

test("says which profile was most likely meant, or which there are", (context) => {
  const library = userLibrary(context, { [`${SHIPPED}/flight.toml`]: "", [`${SHIPPED}/online.toml`]: "" });
  throwsFault(() => library.load("fligth"), "PROFILE_UNKNOWN", 'there is no profile "fligth"; did you mean flight?');
  throwsFault(() => library.load("boat"), "PROFILE_UNKNOWN", 'there is no profile "boat"; profiles are: flight, online');
});

test("says which folder could not be looked into when a name is not found", (context) => {
  const { files } = tree(context, { [`${SHIPPED}/flight.toml`]: "" });
  const list: Files["list"] = (path) => (path === USER ? failure(path, "EACCES") : files.list(path));
  throwsFault(
    () => libraryOf({ ...files, list }).load("mine"),
    "PROFILE_UNKNOWN",
    new RegExp(`could not look into ${USER} \\(EACCES\\)$`),
  );
});

test("a mistake is one sentence that names file, line, column and key; several are a line each", (context) => {
  const library = userLibrary(context, {
    [`${USER}/one.toml`]: '[cpu]\ngoverner = "x"',
    [`${USER}/two.toml`]: '[cpu]\ngoverner = "x"\nboost = 1',
  });
  const one = "line 2, column 1: cpu.governer is not a setting; did you mean cpu.governor?";
  throwsFault(() => library.load("one"), "PROFILE_INVALID", `${USER}/one.toml, ${one}`);
  const two = 'line 3, column 9: cpu.boost takes "off" or "on", not 1';
  throwsFault(() => library.load("two"), "PROFILE_INVALID", `${USER}/two.toml has 2 mistakes:\n  ${one}\n  ${two}`);
});

test("checks a profile by name, and any file by its path, with what it extends", (context) => {
  const library = userLibrary(context, {
    [`${SHIPPED}/flight.toml`]: 'radio.wifi = "off"',
    "/tmp/flight.toml": 'extends = "flight"\nradio.wwan = "off"',
    "/tmp/bad.toml": 'extends = "fligth"',
  });
  assert.equal(library.check("flight").kind, "profile");
  const found = library.check("/tmp/flight.toml");
  assert.deepEqual(found.kind === "profile" && found.profile.wishes, { "radio.wifi": ["off"], "radio.wwan": ["off"] });
  assert.equal(library.check("/tmp/bad.toml").kind, "mistakes");
  throwsFault(() => library.load("/tmp/flight.toml"), "PROFILE_UNKNOWN", /^there is no profile/);
  throwsFault(() => library.check("/tmp/none.toml"), "PROFILE_UNKNOWN", "there is no file /tmp/none.toml");
  throwsFault(() => library.check("/tmp/My Profile.toml"), "PROFILE_UNKNOWN", /lower-case letters, digits and dashes/);
});

test("a file that cannot be read, or is too large, is reported and does not stop the list", (context) => {
  const { files } = tree(context, {
    [`${USER}/large.toml`]: "#".repeat(70_000),
    [`${USER}/locked.toml`]: "",
    [`${USER}/gone.toml`]: "",
    [`${USER}/sound.toml`]: `# ${"x".repeat(65_000)}`,
  });
  const library = libraryOf(
    faultyFiles(files, { read: { [`${USER}/locked.toml`]: "EACCES", [`${USER}/gone.toml`]: "vanishes" } }),
  );
  assert.deepEqual(
    library.list().map(({ name, mistakes }) => [name, mistakes]),
    [
      ["gone", 1],
      ["large", 1],
      ["locked", 1],
      ["sound", 0],
    ],
  );
  throwsFault(() => library.load("large"), "PROFILE_INVALID", `${USER}/large.toml is too large: 64 KiB is the limit`);
  throwsFault(() => library.load("locked"), "PROFILE_INVALID", `${USER}/locked.toml cannot be read (EACCES)`);
});

const FILE = `${SYSTEM}/mine.toml`;
const UNSAFE: readonly (readonly [string, Readonly<Record<string, Partial<FileStat>>>, RegExp])[] = [
  ["belongs to another user", { [FILE]: { uid: 1000 } }, /because it belongs to another user \(1000\)/],
  ["its group can write", { [FILE]: { mode: 0o664 } }, /because it can be written by its group/],
  ["everyone can write", { [FILE]: { mode: 0o646 } }, /because it can be written by everyone/],
  ["lies in a folder of another user", { [SYSTEM]: { uid: 1000 } }, new RegExp(`because ${SYSTEM} belongs to another user`)],
  [
    "lies in a folder that its group can write",
    { [SYSTEM]: { mode: 0o775 } },
    new RegExp(`because ${SYSTEM} can be written by its group`),
  ],
];

for (const [what, others, sentence] of UNSAFE)
  test(`root uses no profile that ${what}`, (context) => {
    const library = libraryOf(rootsFiles(context, { [FILE]: "", [`${SHIPPED}/mine.toml`]: "" }, others), true);
    throwsFault(() => library.load("mine"), "PROFILE_UNSAFE", sentence);
    assert.equal(library.list()[0]?.mistakes, 1);
  });

test("root uses no profile behind a link into a folder that others can write", (context) => {
  const others = { "/srv/share": { mode: 0o777 } };
  const contents = { [FILE]: "-> ../../../srv/share/mine.toml", "/srv/share/mine.toml": "" };
  throwsFault(
    () => libraryOf(rootsFiles(context, contents, others), true).load("mine"),
    "PROFILE_UNSAFE",
    /because \/srv\/share can be/,
  );
});

test("root uses no profile whose owner cannot be told", (context) => {
  const files = rootsFiles(context, { [FILE]: "" }, {});
  const library = libraryOf({ ...files, stat: (path) => failure(path, "EIO") }, true);
  throwsFault(() => library.load("mine"), "PROFILE_UNSAFE", /cannot be examined \(EIO\)/);
});

test("root uses no profile that starts from an unsafe one", (context) => {
  const contents = { [FILE]: 'extends = "base"', [`${SYSTEM}/base.toml`]: "" };
  const library = libraryOf(rootsFiles(context, contents, { [`${SYSTEM}/base.toml`]: { uid: 1000 } }), true);
  throwsFault(() => library.load("mine"), "PROFILE_UNSAFE", /^\/etc\/travelmode\/profiles\/base\.toml is not used by root/);
});

test("root uses its own profiles, and shipped ones whoever installed them", (context) => {
  const contents = { [FILE]: 'extends = "flight"', [`${SHIPPED}/flight.toml`]: 'radio.wifi = "off"' };
  const others = { [SHIPPED]: { uid: 1000, mode: 0o775 }, [`${SHIPPED}/flight.toml`]: { uid: 1000 } };
  assert.deepEqual(libraryOf(rootsFiles(context, contents, others), true).load("mine").wishes, { "radio.wifi": ["off"] });
});

test("an ordinary user may use profiles of anybody", (context) => {
  const files = rootsFiles(context, { [FILE]: "" }, { [FILE]: { uid: 1001, mode: 0o666 } });
  assert.equal(libraryOf(files).load("mine").name, "mine");
});

test("places follow XDG_CONFIG_HOME when it is an absolute path", () => {
  const userPlace = (config: string): string | undefined =>
    profilePlaces(SHIPPED, { home: "/home/alice", env: { XDG_CONFIG_HOME: config } }).at(-1)?.folder;
  assert.equal(userPlace("/data/config"), "/data/config/travelmode/profiles");
  assert.equal(userPlace("config"), USER);
  assert.equal(userPlace(""), USER);
  assert.deepEqual(configPaths({ home: "/root", env: {} }), [
    "/etc/travelmode/config.toml",
    "/root/.config/travelmode/config.toml",
  ]);
});
