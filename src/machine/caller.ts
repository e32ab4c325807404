// SPDX-License-Identifier: MIT
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import type { Caller } from "./doors.ts";

type Invoker = NonNullable<Caller["invoker"]>;
type Environment = Caller["env"];

/** Who runs this process. As root: on whose behalf, too. */
export function currentCaller(): Caller {
  const { uid, name, home } = account();
  const invoker = uid === 0 ? findInvoker(process.env, passwd()) : undefined;
  return { uid, pid: process.pid, name, home, env: trustedEnvironment(uid, process.env), ...(invoker && { invoker }) };
}

/**
 * The environment less what root must not believe: the XDG folders of a user whom su left in it, in which root would write and
 * delete where that user has laid links. Root's folders are those below the home that /etc/passwd knows.
 */
export function trustedEnvironment(uid: number, env: Environment): Environment {
  if (uid !== 0) return { ...env };
  return Object.fromEntries(Object.entries(env).filter(([name]) => !USERS_FOLDER.test(name)));
}

/** Variables of the XDG Base Directory Specification: XDG_STATE_HOME, XDG_CONFIG_DIRS, XDG_RUNTIME_DIR ... */
const USERS_FOLDER = /^XDG_\w+_(HOME|DIRS?)$/;

/**
 * The ordinary user behind sudo, pkexec or doas, as /etc/passwd (its text) knows them: the environment says only who, never
 * where home is. A variable that names nobody, or root, or disagrees with the file, names no invoker.
 */
export function findInvoker(env: Environment, passwd: string): Invoker | undefined {
  const { SUDO_UID, SUDO_USER, PKEXEC_UID, DOAS_USER } = env;
  if (SUDO_UID !== undefined) return ordinary(passwd, (it) => String(it.uid) === SUDO_UID && it.name === (SUDO_USER ?? it.name));
  if (PKEXEC_UID !== undefined) return ordinary(passwd, (it) => String(it.uid) === PKEXEC_UID);
  return ordinary(passwd, (it) => it.name === DOAS_USER);
}

/** Root's own entries, of which there may be several, are never an invoker's. */
function ordinary(passwd: string, matches: (entry: Invoker) => boolean): Invoker | undefined {
  return passwd
    .split("\n")
    .flatMap(parseEntry)
    .find((entry) => entry.uid !== 0 && matches(entry));
}

/** One line of passwd(5): `name:password:uid:gid:comment:home:shell`. */
function parseEntry(line: string): readonly Invoker[] {
  const [name = "", , uid = "", gid = "", , home = ""] = line.split(":");
  const sound = name !== "" && /^\d+$/.test(uid) && /^\d+$/.test(gid) && home.startsWith("/");
  return sound ? [{ uid: Number(uid), gid: Number(gid), name, home }] : [];
}

/** A uid without an account (containers have such) is its own name; root's home is known even so. */
function account(): { readonly uid: number; readonly name: string; readonly home: string } {
  try {
    const { uid, username, homedir } = userInfo();
    return { uid, name: username, home: homedir };
  } catch {
    const uid = process.getuid?.() ?? 0;
    const { HOME } = process.env;
    return { uid, name: String(uid), home: uid === 0 ? "/root" : (HOME ?? "/") };
  }
}

function passwd(): string {
  try {
    return readFileSync("/etc/passwd", "utf8");
  } catch {
    return "";
  }
}
