// SPDX-License-Identifier: MIT
// Looks at the report of a simulated laptop in a headless Chromium: light and dark, on a screen, a phone and paper. Fails on anything that the
// browser complains about, loads, or cannot fit. TRAVELMODE_CHROMIUM names the browser; pictures are left in build/report.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const BROWSER = process.env.TRAVELMODE_CHROMIUM ?? "chromium";
const FLAGS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe"],
];
const MODELS = ["intel", "bare"];
const SIZES = [1200, 700, 360];
const MOST_MS = 60_000;

const root = join(import.meta.dirname, "..");
const pictures = join(root, "build/report");
const profile = mkdtempSync(join(tmpdir(), "travelmode-browser-"));
mkdirSync(pictures, { recursive: true });
const faults = [];
/** What was asked of the browser, and who listens. */
const state = { lastId: 0, waiting: new Map(), listeners: new Set(), rest: "" };
const browser = spawn(BROWSER, [...FLAGS, `--user-data-dir=${profile}`], {
  stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
});
const late = setTimeout(() => fail(`it took more than ${MOST_MS / 1000} s`), MOST_MS);
browser.stdio[4].setEncoding("utf8").on("data", (text) => {
  const messages = (state.rest + text).split("\0");
  state.rest = messages.pop() ?? "";
  for (const message of messages) heard(JSON.parse(message));
});
browser.on("error", (error) => fail(`${BROWSER} cannot be started (${error.code}); it is Debian's package chromium`));

try {
  for (const model of MODELS) await lookAt(model);
} finally {
  clearTimeout(late);
  browser.kill();
  await new Promise((done) => (browser.exitCode === null && browser.signalCode === null ? browser.on("exit", done) : done()));
  // Its children write on for a moment.
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${MODELS.length * SIZES.length * 2} pages looked at, ${faults.length} faults; pictures in build/report\n`);
if (faults.length > 0) process.exitCode = 1;

async function lookAt(model) {
  const file = join(pictures, `${model}.html`);
  const made = spawnSync(process.execPath, ["bin/travelmode", `--sim=${model}`, "report", "--html", file], {
    cwd: root,
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(made.stderr);
  for (const scheme of ["light", "dark"])
    for (const width of SIZES) await lookOnce({ model, scheme, width, url: pathToFileURL(resolve(file)).href });
}

/** One page in one size and scheme, in a tab of its own. */
async function lookOnce({ model, scheme, width, url }) {
  const name = `${model}-${scheme}-${width}`;
  const complain = (what) => faults.push(`${name}: ${what}`);
  const { targetId } = await call("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await call("Target.attachToTarget", { targetId, flatten: true });
  const tab = (method, params = {}) => call(method, params, sessionId);
  const stop = listen(sessionId, ({ method, params }) => {
    if (method === "Log.entryAdded") complain(params.entry.text);
    if (method === "Runtime.consoleAPICalled" || method === "Runtime.exceptionThrown") complain(JSON.stringify(params));
    if (method === "Network.requestWillBeSent" && params.request.url !== url) complain(`asks for ${params.request.url}`);
  });
  for (const domain of ["Log", "Runtime", "Network", "Page"]) await tab(`${domain}.enable`);
  await tab("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
  await tab("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: width < 600 });
  const loaded = once(sessionId, "Page.loadEventFired");
  await tab("Page.navigate", { url });
  await loaded;
  for (const what of await evaluated(tab, `(${inPage})(${JSON.stringify({ scheme, width })})`)) complain(what);
  await picture(tab, name, width);
  if (scheme === "light" && width === SIZES[0]) await printed(tab, model, complain);
  stop();
  await call("Target.closeTarget", { targetId });
}

/** Runs in the page: what is wrong with it. */
function inPage({ scheme, width }) {
  const wrong = [];
  const page = document.documentElement;
  if (page.scrollWidth > width) wrong.push(`is ${page.scrollWidth} px wide`);
  const [red] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
  if (scheme === "dark" ? red > 80 : red < 200) wrong.push(`is not ${scheme}`);
  const shown = [...document.querySelectorAll("svg.chart")].filter((svg) => svg.getClientRects().length > 0);
  if (shown.some((svg) => svg.classList.contains("narrow") !== width < 600)) wrong.push("shows a picture of another size");
  const isOutside = (box, frame) =>
    box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  for (const svg of shown)
    for (const part of svg.querySelectorAll("text, path, rect, circle"))
      if (isOutside(part.getBoundingClientRect(), svg.getBoundingClientRect()))
        wrong.push(`${part.tagName} ${part.textContent} is outside of its picture`);
  if (document.querySelectorAll("h1").length !== 1) wrong.push("has not one head");
  return wrong;
}

async function evaluated(tab, expression) {
  const { result, exceptionDetails } = await tab("Runtime.evaluate", { expression, returnByValue: true });
  return exceptionDetails === undefined ? result.value : [JSON.stringify(exceptionDetails)];
}

async function picture(tab, name, width) {
  const { cssContentSize } = await tab("Page.getLayoutMetrics");
  const clip = { x: 0, y: 0, width, height: cssContentSize.height, scale: 1 };
  const { data } = await tab("Page.captureScreenshot", { clip, captureBeyondViewport: true });
  writeFileSync(join(pictures, `${name}.png`), Buffer.from(data, "base64"));
}

async function printed(tab, model, complain) {
  const { data } = await tab("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
  const pdf = Buffer.from(data, "base64");
  if (pdf.subarray(0, 5).toString() !== "%PDF-") complain("cannot be printed");
  writeFileSync(join(pictures, `${model}.pdf`), pdf);
}

/** The Chrome DevTools Protocol over a pipe: messages of JSON, each ended by a NUL; descriptor 3 is read by the browser, 4 written. */
function call(method, params, sessionId) {
  state.lastId += 1;
  const id = state.lastId;
  browser.stdio[3].write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
  return new Promise((done, refuse) => state.waiting.set(id, { done, refuse, method }));
}

function heard(message) {
  const waiting = state.waiting.get(message.id);
  state.waiting.delete(message.id);
  if (waiting === undefined) for (const listener of [...state.listeners]) listener(message);
  else if (message.error === undefined) waiting.done(message.result);
  else waiting.refuse(new Error(`${waiting.method}: ${message.error.message}`));
}

function listen(sessionId, act) {
  const listener = (message) => message.sessionId === sessionId && act(message);
  state.listeners.add(listener);
  return () => state.listeners.delete(listener);
}

function once(sessionId, method) {
  return new Promise((done) => {
    const stop = listen(sessionId, (message) => {
      if (message.method !== method) return;
      stop();
      done();
    });
  });
}

function fail(why) {
  process.stderr.write(`The report cannot be looked at: ${why}.\n`);
  browser.kill();
  process.exit(1);
}
