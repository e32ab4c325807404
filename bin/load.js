// SPDX-License-Identifier: MIT
"use strict";
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { Script } = require("node:vm");

/**
 * Runs the built program, with what V8 has compiled of it before where that is of V8's own version; else it compiles.
 * Answers the script, which can tell what is compiled by then.
 */
exports.load = (program, source, cachedData) => {
  const script = new Script(`(function (exports, require, module, __dirname) { ${source}\n})`, { filename: program, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(program), module, dirname(program));
  return script;
};
