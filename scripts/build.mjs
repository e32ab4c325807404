// SPDX-License-Identifier: MIT
// Bundles the program into dist/cli.cjs, with a cache of its compiled code, and writes the profiles' JSON schema beside it. Checks no types: `npm run compile` does.
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

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

/** One file, as each costs a look-up; a dynamic import in it is a function called later. blessed reads its own folder and stays outside. */
await build({
  ...common,
  entryPoints: ["src/main.ts"],
  outfile: program,
  format: "cjs",
  minifyWhitespace: true,
  supported: { "dynamic-import": false },
  external: ["blessed"],
  define: { "import.meta.dirname": "__dirname" },
});

/** A whole journey uses most of the program; the simulated laptop of the story is gone when it ends. */
execFileSync(process.execPath, [join(root, "scripts/warm-up.cjs"), program, "--sim"], { stdio: ["ignore", "ignore", "inherit"] });

/** The schema is made by the same definition that checks profiles, so that part of the program is bundled, run and thrown away. */
const {
  outputFiles: [bundle],
} = await build({
  ...common,
  stdin: {
    contents: `
      import { KNOBS } from "./src/knobs/knobs.ts";
      import { profileJsonSchema } from "./src/profile/json-schema.ts";
      const byId = (part) => Object.fromEntries(KNOBS.map((knob) => [knob.id, knob[part]]));
      export const schema = profileJsonSchema(byId("grammar"), byId("title"));`,
    resolveDir: root,
  },
  format: "esm",
  write: false,
});
const { schema } = await import(`data:text/javascript;base64,${Buffer.from(bundle.contents).toString("base64")}`);
writeFileSync(join(dist, "profile.schema.json"), `${JSON.stringify(schema, null, 2)}\n`);
