// SPDX-License-Identifier: MIT

/** Preloaded into the program by `node --import`: a fault in the middle of its work, when the test wants it. */
process.on("SIGUSR2", () => {
  throw new Error("a fault made by the test");
});
