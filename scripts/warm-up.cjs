// SPDX-License-Identifier: MIT
// Runs the built program once, as bin/travelmode does, and keeps what V8 has compiled by then beside it.
// Arguments: the program, then its command line.
const { readFileSync, writeFileSync } = require("node:fs");
const { load } = require("../bin/load.js");

const [, , program, ...argv] = process.argv;
process.argv = [process.execPath, program, ...argv];
const script = load(program, readFileSync(program, "utf8"));
process.on("exit", () => writeFileSync(`${program}.cache`, script.createCachedData()));
