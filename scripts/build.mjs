// SPDX-License-Identifier: MIT
// Bundles the command line (dist/cli.cjs, with a cache of its compiled code) the keeper (dist/keeper.cjs) and its relay (dist/relay.cjs), and writes the profiles' JSON schema beside it. Checks no types: `npm run compile` does.
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { writeCompletions } from "./completions.mjs";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const program = join(dist, "cli.cjs");

/**
 * What dbus-next asks for and travelmode never uses: `usocket` (descriptors over the bus, breaks when present), `x11`
 * and `event-stream` (other ways to a bus), `xml2js` (proxies; 19 ms of start-up).
 */
const unused = {
  name: "unused",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(usocket|x11|event-stream|xml2js)$/ }, ({ path }) => ({ path, namespace: "unused" }));
    onLoad({ filter: /.*/, namespace: "unused" }, ({ path }) => ({
      contents: path === "xml2js" ? "exports.Builder = class {};" : `throw new Error("${path} is not part of travelmode");`,
    }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  plugins: [unused],
  logLevel: "warning",
};

rmSync(dist, { recursive: true, force: true });

/** One file each, as each costs a look-up; a dynamic import in it is a function called later. blessed reads its own folder and stays outside. */
const programs = { cli: "src/main.ts", keeper: "src/daemon.ts", relay: "src/relay.ts" };
await build({
  ...common,
  entryPoints: Object.entries(programs).map(([out, source]) => ({ in: source, out })),
  outdir: dist,
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  minifyWhitespace: true,
  supported: { "dynamic-import": false },
  external: ["blessed"],
  define: { "import.meta.dirname": "__dirname" },
});

/** A whole journey uses most of the program; the simulated laptop of the story is gone when it ends. */
execFileSync(process.execPath, [join(root, "scripts/warm-up.cjs"), program, "--sim"], { stdio: ["ignore", "ignore", "inherit"] });

/** The schema is made by the same definition that checks profiles. */
const { schema } = await bundled(`
  import { KNOBS } from "./src/knobs/knobs.ts";
  import { profileJsonSchema } from "./src/profile/json-schema.ts";
  const byId = (part) => Object.fromEntries(KNOBS.map((knob) => [knob.id, knob[part]]));
  export const schema = profileJsonSchema(byId("grammar"), byId("title"));`);
writeFileSync(join(dist, "profile.schema.json"), `${JSON.stringify(schema, null, 2)}\n`);

await writeCompletions(dist, bundled);

/** What only a running command would load. */
function notLoadedYet({ kind, path }) {
  return kind === "dynamic-import" ? { path, external: true } : undefined;
}

/** What a part of the program exports: it is bundled, run and thrown away. */
async function bundled(contents) {
  const { outputFiles } = await build({
    ...common,
    stdin: { contents, resolveDir: root },
    format: "esm",
    plugins: [unused, { name: "later", setup: ({ onResolve }) => onResolve({ filter: /./ }, notLoadedYet) }],
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
