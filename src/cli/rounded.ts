// SPDX-License-Identifier: MIT

/** Numbers to thousandths: no gauge knows more, and what is beyond is left over from arithmetic. Anything else as it is. */
export const rounded = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, it]) => [name, typeof it === "number" ? Math.round(it * 1000) / 1000 : it]),
  );
