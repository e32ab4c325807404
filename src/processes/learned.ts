// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { Writing } from "../machine/reading.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import { type Block, fitCoefficients, LEAST_BLOCKS } from "./fit.ts";
import type { Coefficients } from "./power-model.ts";

const FILE = "power-model.json";

/** Old looks go: batteries, kernels and habits change. */
const MOST_BLOCKS = 200;

/** What was learned of this machine on battery: the looks themselves, so that a better fit can be made of them later. */
export interface Learned {
  readonly blocks: readonly Block[];
}

export const NOTHING_LEARNED: Learned = { blocks: [] };

/** What is used to estimate, and whether it is this laptop's own. */
export interface Fit {
  readonly coefficients: Coefficients;
  readonly isFitted: boolean;
  readonly blocks: number;
}

export const fitOf = ({ blocks }: Learned): Fit => ({
  coefficients: fitCoefficients(blocks),
  isFitted: blocks.length >= LEAST_BLOCKS,
  blocks: blocks.length,
});

export const withBlock = ({ blocks }: Learned, block: Block): Learned => ({ blocks: [...blocks, block].slice(-MOST_BLOCKS) });

/** What the folder holds; a file that is missing, damaged or from a later version has taught nothing. */
export function readLearned(folder: StateFolder): Learned {
  const text = folder.read(FILE);
  const parsed = text.kind === "value" ? v.safeParse(CONTENTS, text.value) : undefined;
  return parsed?.success ? { blocks: parsed.output.blocks } : NOTHING_LEARNED;
}

export const saveLearned = (folder: StateFolder, learned: Learned): Writing =>
  folder.replace(FILE, `${JSON.stringify({ travelmode: 1, ...learned })}\n`);

/** More than any laptop draws or does; what is beyond was not written by us. */
const upTo = (most: number) => v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(most));

const CONTENTS = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    travelmode: v.literal(1),
    blocks: v.pipe(
      v.array(v.strictObject({ powerW: upTo(500), cpu: upTo(1024), wakeupsPerS: upTo(1e6), diskBytesPerS: upTo(1e11) })),
      v.maxLength(MOST_BLOCKS),
    ),
  }),
);
