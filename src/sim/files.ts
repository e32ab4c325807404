// SPDX-License-Identifier: MIT
import type { Caller, FileStat, Files } from "../machine/doors.ts";
import { absent, done, failure, type Reading, value, type Writing } from "../machine/reading.ts";
import { MODELS } from "./models/models.ts";
import { openFiles } from "./open-files.ts";
import type { Runtime } from "./runtime.ts";
import { textOf, type World } from "./state.ts";
import { type VirtualTree, virtualTree } from "./virtual-tree.ts";
import { writeFile } from "./write-file.ts";

/** Where an ordinary user may not even look. */
const PRIVATE = "/var/lib/bluetooth/";

/** Files that never change are older than the laptop's story. */
const INSTALLED_BEFORE_MS = 20 * 24 * 3600 * 1000;

/** The simulated kernel's files: they read what the drivers show, and take writes in the drivers' manners. All but a user's own control groups belong to root. */
export function simulatedFiles(runtime: Runtime, { uid }: Caller): Files {
  const { model, values } = runtime.world().state;
  const tree = virtualTree(MODELS[model], Object.keys(values));
  const at = <T>(path: string, use: (realPath: string) => Reading<T>): Reading<T> => {
    const realPath = tree.resolve(path);
    if (realPath === undefined) return absent;
    return uid !== 0 && realPath.startsWith(PRIVATE) ? failure(path, "EACCES") : use(realPath);
  };
  return {
    read: (path) => at(path, (realPath) => readText(runtime.world(), path, realPath)),
    readEnd: (path) => at(path, (realPath) => readText(runtime.world(), path, realPath)),
    list: (path) => openFiles(path)?.list(path) ?? at(path, (realPath) => listed(tree, realPath)),
    resolve: (path) => at(path, value),
    link: (path) => openFiles(path)?.link(path) ?? at(path, () => absent),
    stat: (path) => at(path, (realPath) => value(statOf(runtime.world(), tree, realPath))),
    space: () => absent,
    setModified: (path) => failure(path, "EACCES"),
    // As access(2) has it, root may write anything; the driver may still refuse.
    writable: (path) => isOpenTo(uid, path) && tree.resolve(path) !== undefined,
    write: (path, text) => {
      const realPath = tree.resolve(path);
      if (realPath === undefined) return failure(path, "ENOENT");
      if (!isOpenTo(uid, realPath)) return failure(path, "EACCES");
      return tree.list(realPath) === undefined ? take(runtime, { path, realPath, text }) : failure(path, "EISDIR");
    },
  };
}

/** Root, and whoever's systemd has the control group. */
const isOpenTo = (uid: number, path: string): boolean => uid === 0 || path.includes(`/user@${uid}.service/`);

function readText(world: World, path: string, realPath: string): Reading<string> {
  const errno = world.state.unreadable[realPath];
  if (errno !== undefined) return failure(path, errno);
  const text = textOf(world, realPath);
  return text === undefined ? failure(path, "EISDIR") : value(text);
}

function listed(tree: VirtualTree, realPath: string): Reading<readonly string[]> {
  const names = tree.list(realPath);
  return names === undefined ? absent : value(names);
}

/** Nothing on it is locked, so nobody asks which file it is. */
const NO_INODE = 0;

function statOf({ model, state }: World, tree: VirtualTree, realPath: string): FileStat {
  const isFixed = Object.hasOwn(model.fixed, realPath);
  const modifiedMs = isFixed ? state.bornMs - INSTALLED_BEFORE_MS : state.nowMs;
  const owned = { inode: NO_INODE, uid: 0, modifiedMs };
  if (tree.list(realPath) !== undefined) return { ...owned, mode: 0o755 };
  return { ...owned, mode: model.live[realPath]?.manner === undefined ? 0o444 : 0o644 };
}

interface Taking {
  readonly path: string;
  readonly realPath: string;
  readonly text: string;
}

function take(runtime: Runtime, { path, realPath, text }: Taking): Writing {
  const outcome = writeFile(runtime.world(), { path: realPath, text });
  if (typeof outcome === "string") return failure(path, outcome);
  runtime.become(outcome);
  return done;
}
