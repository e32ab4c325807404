// SPDX-License-Identifier: MIT
import { chmodSync, chownSync } from "node:fs";
import type { TestContext } from "node:test";

/** A user who owns nothing. */
export const NOBODY = 65534;

/** Runs a step without root's rights, also when root runs the tests; opens the folder to look into. */
export function asOrdinaryUser(folder: string, step: () => void): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chmodSync(folder, 0o755);
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    step();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

/** Lets the code under test believe for the rest of a test that this user runs it. */
export function pretendToBe(test: TestContext, uid: number): void {
  test.mock.method(process as Required<Pick<NodeJS.Process, "getuid">>, "getuid", () => uid);
}

/** Gives a file to a user who is not root; an ordinary user's own already belong to one. Answers that user. */
export function giveAway(path: string): number {
  const uid = process.getuid?.() ?? NOBODY;
  if (uid !== 0) return uid;
  chownSync(path, NOBODY, NOBODY);
  return NOBODY;
}
