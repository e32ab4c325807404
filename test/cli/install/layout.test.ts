// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { commandLink, DEBIAN, LOCAL, namesPaths, partsOf, withPaths } from "../../../src/cli/install/layout.ts";

const PRESENT = [
  "bin/travelmode",
  "dist/cli.cjs",
  "dist/completions/_travelmode",
  "node_modules/blessed/.npmignore",
  "node_modules/blessed/README.md",
  "node_modules/blessed/example/ansi-viewer/index.js",
  "node_modules/blessed/lib/blessed.js",
  "node_modules/blessed/usr/xterm",
  "node_modules/esbuild/lib/main.js",
  "packaging/debian/postinst",
  "packaging/systemd/travelmode.service",
  "src/main.ts",
  "test/main.test.ts",
];

test("the program goes into one folder, without what only its makers need", () => {
  const program = partsOf(PRESENT, LOCAL).filter(({ to }) => to.startsWith(LOCAL.program));
  assert.deepEqual(
    program.map(({ from }) => from),
    [
      "bin/travelmode",
      "dist/cli.cjs",
      "dist/completions/_travelmode",
      "node_modules/blessed/lib/blessed.js",
      "node_modules/blessed/usr/xterm",
      "packaging/systemd/travelmode.service",
    ],
  );
});

test("the launcher alone may be executed", () => {
  const executable = partsOf(PRESENT, LOCAL).filter(({ mode }) => mode !== 0o644);
  assert.deepEqual(executable, [{ from: "bin/travelmode", to: "/usr/local/lib/travelmode/bin/travelmode", mode: 0o755 }]);
});

test("what others look for goes where they look", () => {
  const outside = partsOf(PRESENT, LOCAL).filter(({ to }) => !to.startsWith(`${LOCAL.program}/`));
  assert.deepEqual(
    outside.map(({ to }) => to),
    ["/etc/systemd/system/travelmode.service", "/usr/local/share/zsh/site-functions/_travelmode"],
  );
});

test("the command leads to the launcher, relative to its own folder", () => {
  assert.deepEqual(commandLink(LOCAL), { path: "/usr/local/bin/travelmode", target: "../lib/travelmode/bin/travelmode" });
  assert.deepEqual(commandLink(DEBIAN), { path: "/usr/bin/travelmode", target: "../lib/travelmode/bin/travelmode" });
});

test("the unit runs the node and the program of this installation", () => {
  const text = withPaths(readFileSync("packaging/systemd/travelmode.service", "utf8"), LOCAL, "/opt/node/bin/node");
  assert.match(text, /^ExecStart=\/opt\/node\/bin\/node --jitless [-\w= ]+ \/usr\/local\/lib\/travelmode\/dist\/keeper\.cjs$/m);
});

test("the launcher asks for the node of this installation, not for the one in somebody's path", () => {
  assert.match(withPaths(readFileSync("bin/travelmode", "utf8"), LOCAL, "/opt/node/bin/node"), /^#!\/opt\/node\/bin\/node\n/);
});

test("a path of this installation is not changed a second time", () => {
  assert.equal(withPaths("/usr/lib/travelmode/dist", DEBIAN, "/usr/bin/node"), "/usr/lib/travelmode/dist");
});

test("the copies for the next installation keep the texts as they are", () => {
  const parts = partsOf(PRESENT, LOCAL).filter(namesPaths);
  assert.deepEqual(
    parts.map(({ to }) => to),
    ["/usr/local/lib/travelmode/bin/travelmode", "/etc/systemd/system/travelmode.service"],
  );
});
