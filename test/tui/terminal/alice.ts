// SPDX-License-Identifier: MIT
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";

/**
 * Preloaded into the program by `node --import`: whoever runs the tests is Alice, who lives in $HOME. Root believes neither HOME nor the XDG
 * folders, and a test must never touch root's own.
 */
const { HOME: homedir = "/nonexistent" } = process.env;
os.userInfo = (() => ({ uid: 1000, gid: 1000, username: "alice", homedir, shell: "/bin/sh" })) as typeof os.userInfo;
syncBuiltinESMExports();
