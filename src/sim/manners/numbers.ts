// SPDX-License-Identifier: MIT
import { type Manner, wholeNumber } from "../manner.ts";
import { withValues } from "../state.ts";

/** A switch of /proc/sys: 0 or 1. */
export const onOff: Manner = ({ state }, { path, text }) => {
  const number = wholeNumber(text);
  return number === null || number > 1 ? "EINVAL" : withValues(state, { [path]: String(number) });
};

/** A plain number of /proc/sys; it fits an int. */
export const plainNumber: Manner = ({ state }, { path, text }) => {
  const number = wholeNumber(text);
  return number === null || number > 0x7fffffff ? "EINVAL" : withValues(state, { [path]: String(number) });
};
