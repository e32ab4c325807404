// SPDX-License-Identifier: MIT
// Bundles the program into dist/ and writes the profiles' JSON schema beside it. Checks no types: `npm run compile` does.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transform } from "esbuild";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

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

/**
 * esbuild splits only ES modules: so it makes those, a chunk for each command and for what several share, and a command compiles only
 * what it needs. Each chunk is then turned into CommonJS, `import()` included: Node's loader of ES modules would cost every command
 * some 40 ms. blessed reads its own folder at run time and stays outside.
 */
const { outputFiles: chunks } = await build({
  ...common,
  entryPoints: { cli: "src/main.ts" },
  outdir: dist,
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  outExtension: { ".js": ".cjs" },
  external: ["blessed"],
  write: false,
});
rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, "chunks"), { recursive: true });
for (const { path, text } of chunks) {
  const { code } = await transform(text, {
    format: "cjs",
    platform: "node",
    target: "node20",
    supported: { "dynamic-import": false },
    define: { "import.meta.dirname": "__dirname" },
  });
  writeFileSync(path, code);
}

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
