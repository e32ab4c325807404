// SPDX-License-Identifier: MIT
import { parse } from "smol-toml";

/** Both count from 1; columns in UTF-16 units, as editors and smol-toml count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The way to a key or value from the top of a document: `["cpu", "epp", 1]` is the second alternative of cpu.epp. */
export type TomlPath = readonly (string | number)[];

/** Where keys and values of a document are written; the beginning of the text for a path that is not in it. */
export interface Positions {
  /** The last part of the key; of a key that is written several times (as tables are), the first. */
  key(path: TomlPath): Position;
  value(path: TomlPath): Position;
}

/** Finds what is written where in a text that smol-toml has accepted: smol-toml itself tells positions of syntax errors only. */
export function findPositions(text: string): Positions {
  const walk: Walk = { text, at: 0, keys: new Map(), values: new Map(), lengths: new Map() };
  walkDocument(walk);
  return {
    key: (path) => positionOf(text, walk.keys.get(idOf(path)) ?? 0),
    value: (path) => positionOf(text, walk.values.get(idOf(path)) ?? 0),
  };
}

interface Walk {
  readonly text: string;
  at: number;
  /** Offsets by path. */
  readonly keys: Map<string, number>;
  readonly values: Map<string, number>;
  /** How many `[[tables]]` of a name there were so far. */
  readonly lengths: Map<string, number>;
}

const VOID = /(?:[ \t\r\n\uFEFF]|#[^\n]*)*/y;
const BLANK = /[ \t]*/y;
const BARE_KEY = /[A-Za-z0-9_-]+/y;
const TEXT = /"""(?:\\[\s\S]|[^\\])*?"{3,5}(?!")|'''[\s\S]*?'{3,5}(?!')|"(?:\\.|[^"\\\n])*"|'[^'\n]*'/y;
const SCALAR = /[^,\]}#\r\n]+/y;

const idOf = (path: TomlPath): string => JSON.stringify(path);

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

function walkDocument(walk: Walk): void {
  let table: TomlPath = [];
  for (take(walk, VOID); walk.at < walk.text.length; take(walk, VOID)) {
    const start = walk.at;
    if (walk.text[walk.at] === "[") table = walkHeader(walk);
    else walkPair(walk, table);
    if (walk.at === start) return;
  }
}

/** `[a.b]` or `[[a.b]]`: the path of the table that begins here. */
function walkHeader(walk: Walk): TomlPath {
  const brackets = walk.text.startsWith("[[", walk.at) ? 2 : 1;
  const start = walk.at;
  walk.at += brackets;
  const path = walkKey(walk, []);
  walk.at += brackets;
  note(walk.values, path, start);
  if (brackets === 1) return path;
  const index = walk.lengths.get(idOf(path)) ?? 0;
  walk.lengths.set(idOf(path), index + 1);
  note(walk.values, [...path, index], start);
  return [...path, index];
}

function walkPair(walk: Walk, table: TomlPath): void {
  const path = walkKey(walk, table);
  walk.at++;
  take(walk, BLANK);
  walkValue(walk, path);
}

/** `a . "b"`; leaves the walk at what comes after it. */
function walkKey(walk: Walk, table: TomlPath): TomlPath {
  let path = table;
  do {
    if (path !== table) walk.at++;
    take(walk, BLANK);
    path = enter(walk, path);
    const start = walk.at;
    path = [...path, take(walk, BARE_KEY) || unquoted(take(walk, TEXT))];
    note(walk.keys, path, start);
    take(walk, BLANK);
  } while (walk.text[walk.at] === ".");
  return path;
}

/** The path itself or, where it names `[[tables]]`, that of the last one of them. */
function enter(walk: Walk, path: TomlPath): TomlPath {
  const length = walk.lengths.get(idOf(path));
  return length === undefined ? path : [...path, length - 1];
}

function walkValue(walk: Walk, path: TomlPath): void {
  note(walk.values, path, walk.at);
  const opening = walk.text[walk.at];
  if (opening === "[") walkItems(walk, "]", (index) => walkValue(walk, [...path, index]));
  else if (opening === "{") walkItems(walk, "}", () => walkPair(walk, path));
  else if (take(walk, TEXT) === "") take(walk, SCALAR);
}

function walkItems(walk: Walk, closing: string, walkItem: (index: number) => void): void {
  walk.at++;
  for (let index = 0; ; index++) {
    take(walk, VOID);
    if (walk.text[walk.at] === closing || walk.at >= walk.text.length) break;
    walkItem(index);
    take(walk, VOID);
    if (walk.text[walk.at] === ",") walk.at++;
  }
  walk.at++;
}

function note(offsets: Map<string, number>, path: TomlPath, offset: number): void {
  if (!offsets.has(idOf(path))) offsets.set(idOf(path), offset);
}

/** Goes past what the sticky pattern matches here, and answers it; "" where it does not match. */
function take(walk: Walk, pattern: RegExp): string {
  pattern.lastIndex = walk.at;
  const found = pattern.exec(walk.text)?.[0] ?? "";
  walk.at += found.length;
  return found;
}

/** A quoted key as the word that it stands for; smol-toml knows the escapes. */
const unquoted = (quoted: string): string => (quoted === "" ? "" : String(parse(`key = ${quoted}`)["key"]));
