// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test, { type TestContext } from "node:test";
import { installing } from "../../../src/cli/install/installing.ts";
import { uninstalling } from "../../../src/cli/install/uninstalling.ts";
import type { Input, Laptop, Run, Session } from "../../../src/cli/session.ts";
import type { Caller, Commands } from "../../../src/machine/doors.ts";
import { durableFolder } from "../../../src/machine/durable-folder.ts";
import { kernelFiles } from "../../../src/machine/files.ts";
import { type InstallerFiles, installerFiles } from "../../../src/machine/installer-files.ts";
import { failure, value } from "../../../src/machine/reading.ts";
import { alice, fakeMachine, root } from "../../fakes/fake-machine.ts";
import { temporaryFolder } from "../../fakes/tree.ts";
import { recordingTerminal } from "../recording-terminal.ts";
import { laptop, session } from "../sessions.ts";

const NODE = "/usr/bin/node";
const UNIT = "etc/systemd/system/travelmode.service";
const STATE = "var/lib/travelmode";

/** A built package below SOURCE, as far as an installation looks at it. */
const PACKAGE: Readonly<Record<string, string>> = {
  "bin/travelmode": "#!/usr/bin/env node\n",
  "bin/load.js": "",
  "bin/package.json": "{}",
  "dist/cli.cjs": "cli",
  "dist/keeper.cjs": "keeper",
  "dist/relay.cjs": "relay",
  "dist/completions/travelmode.bash": "complete",
  "profiles/flight.toml": "",
  "packaging/systemd/travelmode.service": "ExecStart=/usr/bin/node /usr/lib/travelmode/dist/keeper.cjs\n",
  "packaging/man/travelmode.1": ".TH",
  "node_modules/blessed/index.js": "",
};

/** What Debian has. */
const SYSTEM = ["etc/systemd/system", "usr/local/bin", "usr/local/lib", "usr/local/share/man", "usr/bin"];

interface Computer {
  readonly folder: string;
  readonly commands: string[];
  install(how?: How): Promise<Ran>;
  uninstall(how?: How): Promise<Ran>;
  path(name: string): string;
  put(name: string, text: string): void;
}

interface How {
  readonly caller?: Caller;
  readonly flags?: readonly string[];
  readonly laptop?: Partial<Laptop>;
  readonly door?: InstallerFiles;
  /** The program whose steps fail. */
  readonly broken?: string;
}

interface Ran {
  readonly status: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

function computer(t: TestContext): Computer {
  const folder = temporaryFolder(t);
  const commands: string[] = [];
  const path = (name: string): string => join(folder, name);
  const put = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  for (const name of SYSTEM) mkdirSync(path(name), { recursive: true });
  for (const [name, text] of Object.entries(PACKAGE)) put(`source/${name}`, text);
  put(NODE, "");
  const door = doorOf(folder);
  const run = async (act: (files: InstallerFiles) => Run, how: How): Promise<Ran> => {
    const terminal = recordingTerminal();
    const status = await act(how.door ?? door)(sessionOf(folder, commands, how, terminal), inputOf(how.flags ?? []));
    return { status, out: terminal.outLines, err: terminal.errLines };
  };
  return {
    folder,
    commands,
    path,
    put,
    install: (how = {}) => run(installing, how),
    uninstall: (how = {}) => run(uninstalling, how),
  };
}

/** Whoever runs the tests trusts their own node. */
const doorOf = (folder: string): InstallerFiles => ({ ...installerFiles(folder), trusted: (path) => value(path) });

function sessionOf(
  folder: string,
  ran: string[],
  { caller = root, laptop: more = {}, broken }: How,
  terminal: Session["terminal"],
): Session {
  const commands: Commands = {
    run: async (argv) => {
      ran.push(argv.join(" "));
      return argv[0] === broken ? failure(argv[0], "ENOENT") : value({ status: 0, stdout: "", stderr: "" });
    },
  };
  const machine = fakeMachine(kernelFiles(folder), { caller, commands });
  const own = { ...durableFolder(join(folder, STATE)), path: `/${STATE}` };
  return session(machine, {
    terminal,
    laptop: { ...laptop(machine), folders: { own }, ...more },
    shippedProfiles: "/source/profiles",
    self: [NODE, "travelmode"],
  });
}

const inputOf = (flags: readonly string[]): Input => ({
  argument: () => undefined,
  flag: (name) => flags.includes(name),
  text: () => undefined,
  list: () => [],
});

/** Every file and link but the package's own. */
const filesOf = ({ folder }: Computer): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.startsWith("source") && !lstatSync(join(folder, name)).isDirectory())
    .sort();

const refused = { name: "Error", code: "REFUSED" };

test("installed, the command leads to a program that runs by itself", async (t) => {
  const here = computer(t);
  const { status, out } = await here.install();
  assert.equal(status, 0);
  assert.match(out.join("\n"), /^travelmode is installed: \d+ files/);
  assert.equal(readFileSync(here.path("usr/local/bin/travelmode"), "utf8"), `#!${NODE}\n`);
  assert.equal(readFileSync(here.path(UNIT), "utf8"), `ExecStart=${NODE} /usr/local/lib/travelmode/dist/keeper.cjs\n`);
  assert.equal(readFileSync(here.path("usr/local/lib/travelmode/dist/keeper.cjs"), "utf8"), "keeper");
});

test("systemd, bus and udev are told, and a keeper that runs gives way to the new one after all files are there", async (t) => {
  const here = computer(t);
  await here.install();
  assert.deepEqual(
    here.commands.map((line) => line.split(" ").slice(0, 2).join(" ")),
    ["systemctl daemon-reload", "busctl call", "udevadm control", "systemctl enable", "systemctl try-restart"],
  );
});

test("uninstalled, nothing is left, folders and state included", async (t) => {
  const here = computer(t);
  const before = filesOf(here);
  const folders = (): readonly string[] => readdirSync(here.folder, { recursive: true, encoding: "utf8" }).sort();
  const all = folders();
  await here.install();
  here.put(`${STATE}/wishes.json`, "{}");
  here.put(`${STATE}/last-session.json`, "{}");
  const { status, out } = await here.uninstall();
  assert.equal(status, 0);
  assert.deepEqual(out, ["Everything is put back, and travelmode is removed."]);
  assert.deepEqual(filesOf(here), before);
  assert.deepEqual(
    folders().filter((name) => !name.startsWith("var")),
    all,
  );
  assert.equal(existsSync(here.path(STATE)), false);
});

test("before anything is removed the keeper is stopped, and its wishes are gone", async (t) => {
  const here = computer(t);
  await here.install();
  here.put(`${STATE}/wishes.json`, "{}");
  here.put(`${STATE}/auto`, "");
  here.commands.length = 0;
  await here.uninstall();
  assert.equal(here.commands[0], "systemctl stop travelmode.service");
  assert.equal(here.commands[1], "systemctl disable --quiet travelmode-boot.service");
});

test("with saved values that cannot be read nothing is removed, unless it is forced; then they stay", async (t) => {
  const here = computer(t);
  await here.install();
  here.put(`${STATE}/journal`, "damaged\n");
  const there = filesOf(here);
  const kept = await here.uninstall();
  assert.notEqual(kept.status, 0);
  assert.match(kept.err.at(-1) ?? "", /uninstall --force/);
  assert.deepEqual(
    filesOf(here).filter((name) => !name.startsWith("var")),
    there.filter((name) => !name.startsWith("var")),
  );
  here.put(`${STATE}/journal`, "damaged\n");
  const forced = await here.uninstall({ flags: ["force"] });
  assert.match(forced.out.at(-1) ?? "", /restore\.sh/);
  assert.equal(existsSync(here.path("usr/local/lib/travelmode")), false);
  assert.equal(existsSync(here.path(STATE)), true);
});

test("a file that the administrator has changed is kept by an upgrade and by the removal, and said", async (t) => {
  const here = computer(t);
  await here.install();
  here.put(UNIT, "mine");
  const again = await here.install();
  assert.match(again.out.join("\n"), /^travelmode is renewed.*kept: \/etc\/systemd\/system\/travelmode\.service$/s);
  const gone = await here.uninstall();
  assert.match(gone.out.join("\n"), /kept: \/etc\/systemd\/system\/travelmode\.service/);
  assert.equal(readFileSync(here.path(UNIT), "utf8"), "mine");
});

test("an upgrade renews the program and takes away what it no longer has", async (t) => {
  const here = computer(t);
  here.put("source/profiles/old.toml", "");
  await here.install();
  here.put("source/dist/cli.cjs", "newer");
  const program = here.path("usr/local/lib/travelmode");
  assert.ok(existsSync(join(program, "profiles/old.toml")));
  rmSync(here.path("source/profiles/old.toml"));
  await here.install();
  assert.equal(readFileSync(join(program, "dist/cli.cjs"), "utf8"), "newer");
  assert.equal(existsSync(join(program, "profiles/old.toml")), false);
  await here.uninstall();
  assert.equal(existsSync(program), false);
});

test("an installation that dies at any write is removed whole, or done again", async (t) => {
  for (let deaths = 0; ; deaths++) {
    const here = computer(t);
    const before = filesOf(here);
    const dying = diesAt(doorOf(here.folder), deaths);
    const survived = await here.install({ door: dying }).then(
      () => true,
      () => false,
    );
    if (survived) break;
    if (existsSync(here.path("usr/local/lib/travelmode/manifest"))) await here.uninstall();
    assert.deepEqual(filesOf(here), before, `died at ${deaths}`);
    assert.equal((await here.install()).status, 0);
  }
});

/** Every write fails from the one of this number on. */
function diesAt(files: InstallerFiles, at: number): InstallerFiles {
  let count = 0;
  const mortal =
    <A extends readonly unknown[]>(act: (path: string, ...rest: A) => ReturnType<InstallerFiles["remove"]>) =>
    (path: string, ...rest: A) =>
      count++ >= at ? failure(path, "ENOSPC") : act(path, ...rest);
  return { ...files, write: mortal(files.write), link: mortal(files.link), makeFolder: mortal(files.makeFolder) };
}

test("what is there and was never ours is not touched, and nothing else is written", async (t) => {
  const here = computer(t);
  symlinkSync("../lib/node_modules/travelmode/bin/travelmode", here.path("usr/local/bin/travelmode"));
  const before = filesOf(here);
  await assert.rejects(here.install(), { ...refused, message: /\/usr\/local\/bin\/travelmode/ });
  assert.deepEqual(filesOf(here), before);
});

test("a dry run is for everybody, names each file and step, and changes nothing", async (t) => {
  const here = computer(t);
  const before = filesOf(here);
  const { status, out } = await here.install({ caller: alice, flags: ["dry-run"] });
  assert.equal(status, 0);
  assert.ok(out.some((line) => line.includes(`/${UNIT}`)));
  assert.ok(out.some((line) => line.includes("systemctl daemon-reload")));
  assert.deepEqual(filesOf(here), before);
  assert.deepEqual(here.commands, []);
  await here.install();
  here.commands.length = 0;
  const there = filesOf(here);
  const removal = await here.uninstall({ caller: alice, flags: ["dry-run"] });
  assert.ok(removal.out.some((line) => line === `remove  /${UNIT}`));
  assert.deepEqual(filesOf(here), there);
  assert.deepEqual(here.commands, []);
});

test("an ordinary user is told what to type", async (t) => {
  const here = computer(t);
  await assert.rejects(here.install({ caller: alice }), { ...refused, message: /sudo travelmode install/ });
  await assert.rejects(here.uninstall({ caller: alice }), { ...refused, message: /sudo travelmode uninstall/ });
});

test("where the package manager has charge of it, that is to be asked", async (t) => {
  const here = computer(t);
  mkdirSync(here.path("usr/lib/travelmode"), { recursive: true });
  await assert.rejects(here.install(), { ...refused, message: /package/ });
  await assert.rejects(here.uninstall(), { ...refused, message: /apt remove travelmode/ });
});

test("a simulated laptop has nothing to install", async (t) => {
  const simulation: Laptop["simulation"] = {
    ...{ title: "", unplug: () => undefined, plugIn: () => undefined, pass: () => undefined, snapshot: () => ({}) },
    past: () => [],
  };
  await assert.rejects(computer(t).install({ laptop: { simulation } }), { code: "USAGE" });
});

test("what is not built is not installed", async (t) => {
  const here = computer(t);
  rmSync(here.path("source/dist/keeper.cjs"));
  await assert.rejects(here.install(), { ...refused, message: /dist\/keeper\.cjs is missing; run "npm run build"/ });
});

test("a node that an ordinary user may change, or that lies in a home, is not run by root", async (t) => {
  const here = computer(t);
  const door = (outcome: ReturnType<InstallerFiles["trusted"]>): InstallerFiles => ({
    ...doorOf(here.folder),
    trusted: () => outcome,
  });
  const inHome = door(value("/home/alice/.nvm/bin/node"));
  await assert.rejects(here.install({ door: inHome }), { ...refused, message: /sudo \/usr\/bin\/node/ });
  const foreign = door(failure(NODE, "EPERM", "/usr/bin belongs to the user 1000"));
  await assert.rejects(here.install({ door: foreign }), { ...refused, message: /belongs to the user 1000/ });
});

test("nothing installed, nothing to remove", async (t) => {
  await assert.rejects(computer(t).uninstall(), { ...refused, message: /nothing to remove/ });
});

test("a step that fails is told, and the rest is done all the same", async (t) => {
  const here = computer(t);
  const { status, err } = await here.install({ broken: "busctl" });
  assert.equal(status, 3);
  assert.match(err.join("\n"), /^Not done: busctl call .*: ENOENT$/);
  assert.equal(here.commands.length, 5);
});
