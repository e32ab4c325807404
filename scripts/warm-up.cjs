// SPDX-License-Identifier: MIT
// Runs the built program once, as bin/travelmode does, and keeps what V8 has compiled by then beside it.
// Arguments: the program, then its command line.
const { readFileSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { Script } = require("node:vm");

const [, , program, ...argv] = process.argv;
process.argv = [process.execPath, program, ...argv];
const source = `(function (exports, require, module, __dirname) { ${readFileSync(program, "utf8")}\n})`;
const script = new Script(source, { filename: program });
process.on("exit", () => writeFileSync(`${program}.cache`, script.createCachedData()));
const load = { exports: {}, require: createRequire(program) };
script.runInThisContext()(load.exports, load.require, load, dirname(program));
