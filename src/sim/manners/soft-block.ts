// SPDX-License-Identifier: MIT
import { type Manner, wholeNumber } from "../manner.ts";
import { withSoftBlock } from "../radios.ts";

/** rfkill's `soft`: taken even while the switch on the case blocks; then nothing comes of it (net/rfkill/core.c). */
export const softBlock: Manner = (world, { path, text }) => {
  const blocked = wholeNumber(text);
  return blocked === null || blocked > 1 ? "EINVAL" : withSoftBlock(world, [path], blocked === 1);
};
