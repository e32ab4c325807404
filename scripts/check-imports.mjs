// SPDX-License-Identifier: MIT
// Holds the rooms of src/ to who may know whom (docs/architecture.md). An argument names another src folder.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";

/**
 * The rooms that each room may import from, besides itself and the files right in src/. `types` are rooms of which only types
 * may be known, `later` rooms that only a dynamic import may reach. src/main.ts, the entry point, builds everything and may know all.
 */
const ROOMS = {
  machine: {},
  sim: { rooms: ["machine"], types: ["history"] },
  power: { rooms: ["machine"] },
  processes: { rooms: ["machine", "power"] },
  knobs: { rooms: ["machine", "processes"] },
  profile: { types: ["machine", "knobs"], pure: true },
  forecast: { types: ["machine", "power"], pure: true },
  history: { types: ["forecast"], pure: true },
  engine: { rooms: ["machine", "power", "knobs", "processes", "profile", "forecast"] },
  keeper: { rooms: ["machine", "power", "knobs", "processes", "profile", "forecast", "history", "engine"] },
  text: {
    rooms: ["forecast", "history"],
    types: ["machine", "power", "processes", "knobs", "profile", "engine", "keeper"],
    pure: true,
  },
  report: { rooms: ["history", "text"], types: ["forecast"], pure: true },
  cli: {
    rooms: ["machine", "power", "knobs", "processes", "profile", "forecast", "history", "engine", "keeper", "text", "report"],
    later: ["tui"],
  },
  tui: { rooms: ["machine", "power", "knobs", "processes", "profile", "forecast", "engine", "keeper", "text"] },
};

/** The three programs and what they are built from: they build everything and may know all; no room knows them. */
const COMPOSITION = [
  "main.ts",
  "daemon.ts",
  "relay.ts",
  "places.ts",
  "keepers.ts",
  "keeper-parts.ts",
  "foreground.ts",
  "signalled.ts",
];

/** Packages, and parts of Node, that only the rooms named may import. */
const DOORS = {
  "node:fs": ["machine", "sim"],
  "node:fs/promises": ["machine", "sim"],
  "node:child_process": ["machine"],
  "node:net": ["machine"],
  "dbus-next": ["machine"],
  blessed: ["tui"],
  commander: ["cli"],
};

/** What pure rooms may import of Node. */
const PURE = ["node:path"];

const src = resolve(process.argv[2] ?? join(import.meta.dirname, "../src"));
const modules = new Map(sourceFiles().map((file) => [file, readModule(file)]));
const faults = [...modules]
  .flatMap(([file, module]) => [...roomFaults(file, module), ...barrelFaults(file, module)])
  .concat(cycleFaults());

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${modules.size} files checked, ${faults.length} wrong imports\n`);
if (faults.length > 0 || modules.size === 0) process.exitCode = 1;

function sourceFiles() {
  return readdirSync(src, { recursive: true })
    .filter((path) => path.endsWith(".ts"))
    .sort();
}

/** A file's imports, as `{ target, kind }` with the target's path below src or a package's name; and whether it only passes on others' exports. */
function readModule(file) {
  const tree = ts.createSourceFile(file, readFileSync(join(src, file), "utf8"), ts.ScriptTarget.Latest, true);
  const imports = [];
  const visit = (node) => {
    const [specifier, kind] = importIn(node);
    if (specifier) imports.push({ target: targetOf(file, specifier.text), kind });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { imports, barrel: tree.statements.every((it) => ts.isImportDeclaration(it) || ts.isExportDeclaration(it)) };
}

/** What a node of the syntax tree imports, and how; nothing for most. */
function importIn(node) {
  if (ts.isImportDeclaration(node)) return [node.moduleSpecifier, node.importClause?.isTypeOnly ? "type" : "value"];
  if (ts.isExportDeclaration(node)) return [node.moduleSpecifier, node.isTypeOnly ? "type" : "value"];
  if (ts.isImportTypeNode(node)) return [node.argument.literal, "type"];
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return [node.arguments[0], "dynamic"];
  return [];
}

function targetOf(file, specifier) {
  return specifier.startsWith(".") ? join(dirname(file), specifier) : specifier;
}

/** The room of a file below src; "" for the files right in it. */
function roomOf(file) {
  const folder = dirname(file).split("/")[0];
  return folder === "." ? "" : folder;
}

function roomFaults(file, { imports }) {
  const room = roomOf(file);
  if (room !== "" && !(room in ROOMS)) return [`src/${file}: ${room} is not a room; scripts/check-imports.mjs lists them`];
  return imports.flatMap(({ target, kind }) => {
    const why = modules.has(target) ? wrongRoom(file, room, target, kind) : wrongPackage(room, target);
    return why === undefined ? [] : [`src/${file}: imports ${target}, ${why}`];
  });
}

function wrongRoom(file, room, target, kind) {
  const other = roomOf(target);
  if (COMPOSITION.includes(target) && room !== "") return "which only the entry points may";
  return COMPOSITION.includes(file) || other === room || other === "" ? undefined : wrongNeighbour(room, other, kind);
}

function wrongNeighbour(room, other, kind) {
  const { rooms = [], types = [], later = [] } = ROOMS[room] ?? {};
  if (rooms.includes(other)) return undefined;
  if (types.includes(other)) return kind === "type" ? undefined : `but ${room} may know only types of ${other}`;
  if (later.includes(other)) return kind === "dynamic" ? undefined : `but ${room} may reach ${other} only by a dynamic import`;
  return `but ${room || "src itself"} may not know ${other}`;
}

function wrongPackage(room, target) {
  if (target.endsWith(".ts")) return "which does not exist";
  const openTo = DOORS[target];
  if (openTo && !openTo.includes(room)) return `which only ${openTo.join(" and ")} may`;
  if (ROOMS[room]?.pure && target.startsWith("node:") && !PURE.includes(target)) return `but ${room} is pure`;
  return undefined;
}

function barrelFaults(file, { barrel }) {
  return barrel ? [`src/${file}: only passes on the exports of others; import from where they are`] : [];
}

/** Each cycle of imports once, types included, from its first file in the alphabet. */
function cycleFaults() {
  const done = new Set();
  const found = [];
  const walk = (file, path) => {
    if (path.includes(file))
      found.push(`src/${file}: imports itself by way of ${[...path.slice(path.indexOf(file) + 1), file].join(", ")}`);
    if (path.includes(file) || done.has(file)) return;
    for (const { target } of modules.get(file).imports) if (modules.has(target)) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of modules.keys()) walk(file, []);
  return found;
}
