// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { GLOBAL_OPTIONS, MODELS, ROOT } from "../../src/cli/command-tree.ts";
import { completedCommands, completionSource } from "../../src/cli/completions.ts";
import { bashCompletion } from "../../src/cli/completions-bash.ts";
import { fishCompletion } from "../../src/cli/completions-fish.ts";
import { zshCompletion } from "../../src/cli/completions-zsh.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";
import { tree } from "../fakes/tree.ts";

const source = completionSource(ROOT, { globals: GLOBAL_OPTIONS, knobs: KNOBS, models: MODELS });
const shells = { bash: bashCompletion(source), zsh: zshCompletion(source), fish: fishCompletion(source) };

/** What bash offers behind these words; readline gives "=" as a word of its own. */
function offered(t: TestContext, words: readonly string[]): readonly string[] {
  const { root } = tree(t, { "/config/travelmode/profiles/mine.toml": "", "/folder/": "" });
  const script = join(root, "completion");
  writeFileSync(script, shells.bash);
  const ask = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _travelmode; printf "%s\\n" "\${COMPREPLY[@]}"`;
  const env = { PATH: "/usr/bin:/bin", HOME: root, XDG_CONFIG_HOME: join(root, "config") };
  const out = execFileSync("bash", ["-c", ask, "bash", script, "travelmode", ...words], { cwd: root, env, encoding: "utf8" });
  return out.split("\n").filter((word) => word !== "");
}

const BASH: readonly { readonly words: readonly string[]; readonly offers: readonly string[] }[] = [
  { words: ["o"], offers: ["on", "off"] },
  { words: ["--verbose", "o"], offers: ["on", "off"] },
  { words: ["stor"], offers: [] },
  { words: ["on", "mi"], offers: ["mine"] },
  { words: ["on", "--dry"], offers: ["--dry-run"] },
  { words: ["on", "--leave", "wif"], offers: ["wifi"] },
  { words: ["on", "--leave", "=", "wif"], offers: ["wifi"] },
  { words: ["on", "--leave", "wifi", "mi"], offers: ["mine"] },
  { words: ["on", "--leave", "=", "wifi", "mi"], offers: ["mine"] },
  { words: ["--sim", "=", "th"], offers: ["thinkpad"] },
  { words: ["--sim", "status", "--js"], offers: ["--json"] },
  { words: ["set", "radio.wi"], offers: ["radio.wifi"] },
  { words: ["set", "screen.brightness", ""], offers: ["back", "lowest"] },
  { words: ["wifi", ""], offers: ["on", "off", "back"] },
  { words: ["profiles", ""], offers: ["list", "show", "check", "path"] },
  { words: ["profiles", "show", "m"], offers: ["mine"] },
  { words: ["profiles", "show", "mine", ""], offers: [] },
  { words: ["pause", "10m", "s"], offers: ["screen"] },
  { words: ["auto", "o"], offers: ["off"] },
  { words: ["battery", "--root", "fol"], offers: ["folder"] },
];

for (const { words, offers } of BASH)
  test(`bash offers ${offers.join(", ") || "nothing"} for: travelmode ${words.join(" ")}`, (t) => {
    assert.deepEqual(offered(t, words), offers);
  });

for (const [shell, text] of Object.entries(shells))
  test(`the completion for ${shell} has every command that is shown, and every option`, () => {
    for (const { path, options } of completedCommands(source)) {
      const name = path.split(" ").at(-1) ?? "";
      assert.ok(new RegExp(`\\b${name}\\b`).test(text), path);
      for (const option of options)
        assert.ok(text.includes(shell === "fish" ? `-l ${option.name} ` : `--${option.name}`), option.name);
    }
    assert.doesNotMatch(text, /\bstory\b/);
  });

for (const [shell, text] of Object.entries(shells))
  test(`the completion for ${shell} has every name of every setting`, () => {
    for (const { id, shortNames } of KNOBS) for (const name of [id, ...shortNames]) assert.ok(text.includes(name), name);
  });

test("what a hostile summary says stays text", () => {
  const root = {
    ...ROOT,
    commands: [{ name: "x", summary: "it's $(id) `id`: [a]", options: [{ name: "y", about: "o'clock [z]:" }] }],
  };
  const fish = fishCompletion({ ...source, root });
  assert.ok(fish.includes("-d 'it\\'s $(id) `id`: [a]'"));
  const zsh = zshCompletion({ ...source, root });
  assert.ok(zsh.includes("'--y[o'\\''clock \\[z\\]\\:]'"));
});
