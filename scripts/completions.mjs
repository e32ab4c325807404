// SPDX-License-Identifier: MIT
// Writes the shells' completions into dist/completions, made from the command tree and the knobs.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** `bundled` makes a module's exports of its text, as scripts/build.mjs does. */
export async function writeCompletions(dist, bundled) {
  const { texts } = await bundled(`
    import { KNOBS } from "./src/knobs/knobs.ts";
    import { GLOBAL_OPTIONS, MODELS, ROOT } from "./src/cli/command-tree.ts";
    import { bashCompletion } from "./src/cli/completions-bash.ts";
    import { fishCompletion } from "./src/cli/completions-fish.ts";
    import { completionSource } from "./src/cli/completions.ts";
    import { zshCompletion } from "./src/cli/completions-zsh.ts";
    const source = completionSource(ROOT, { globals: GLOBAL_OPTIONS, knobs: KNOBS, models: MODELS });
    export const texts = {
      "travelmode.bash": bashCompletion(source),
      "travelmode.fish": fishCompletion(source),
      _travelmode: zshCompletion(source),
    };`);
  const folder = join(dist, "completions");
  mkdirSync(folder);
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
}
