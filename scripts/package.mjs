// SPDX-License-Identifier: MIT
// Builds build/travelmode_VERSION_all.deb of what `npm run build` has made. An argument names another folder for it.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { DEBIAN, NEEDED, SOURCES, commandLink, namesPaths, partsOf, withPaths } = await layout();

/** Nobody installs by hand from a package, and Debian has licences in one place: of these, only what runs is taken. */
const WITHOUT = /^(?:packaging\/(?!dbus\/.*\.xml$)|dist\/completions\/|.*LICENSE$)/;

const present = [
  ...SOURCES.folders.flatMap((folder) => filesBelow(folder)),
  ...SOURCES.files.filter((name) => statSync(join(root, name), { throwIfNoEntry: false }) !== undefined),
];
const missing = NEEDED.filter((name) => !present.includes(name));
if (missing.length > 0) throw new Error(`not built: ${missing.join(", ")} missing; npm run build`);

const parts = partsOf(present, DEBIAN).filter(({ from, to }) => !to.startsWith(`${DEBIAN.program}/`) || !WITHOUT.test(from));
const stage = mkdtempSync(join(tmpdir(), "travelmode-package-"));
try {
  for (const part of parts) placePart(part);
  const { path, target } = commandLink(DEBIAN);
  mkdirSync(dirname(join(stage, path)), { recursive: true });
  symlinkSync(target, join(stage, path));
  place("/usr/share/doc/travelmode/copyright", debian("copyright"));
  place("/usr/share/doc/travelmode/changelog.gz", gzipped(debian("changelog")));
  placeControl();
  process.stdout.write(`${packed()}\n`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

/** The list of files is the installer's own. */
async function layout() {
  const { outputFiles } = await build({ entryPoints: [join(root, "src/cli/install/layout.ts")], format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(name) : entry.isFile() ? [name] : [];
  });
}

function placePart(part) {
  const bytes = readFileSync(join(root, part.from));
  const text = namesPaths(part) ? Buffer.from(withPaths(bytes.toString(), DEBIAN, "/usr/bin/node")) : bytes;
  if (part.to.startsWith(DEBIAN.manuals)) place(`${part.to}.gz`, gzipped(text));
  else place(part.to, text, part.mode);
}

function place(path, bytes, mode = 0o644) {
  const file = join(stage, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  chmodSync(file, mode);
}

/** As gzip -9n does: without name and time, so that the same files make the same package. */
function gzipped(bytes) {
  return gzipSync(bytes, { level: 9 });
}

function debian(name) {
  return readFileSync(join(root, "packaging/debian", name));
}

function placeControl() {
  const sizeKib = parts.reduce((sum, { from }) => sum + Math.ceil(statSync(join(root, from)).size / 1024), 0);
  const sums = execFileSync("sh", [
    "-c",
    'cd "$1" && find usr lib -type f -print0 2>/dev/null | sort -z | xargs -0 md5sum',
    "sh",
    stage,
  ]);
  place("/DEBIAN/control", debian("control").toString().replace("@VERSION@", version).replace("@SIZE@", sizeKib));
  place("/DEBIAN/md5sums", sums);
  for (const script of ["postinst", "prerm", "postrm"]) place(`/DEBIAN/${script}`, debian(script), 0o755);
}

/** Folders are 0755 whatever the umask, and everything is root's; times are those of the last change in the changelog. */
function packed() {
  const target = resolve(process.argv[2] ?? join(root, "build"));
  mkdirSync(target, { recursive: true });
  const deb = join(target, `travelmode_${version}_all.deb`);
  execFileSync("find", [stage, "-type", "d", "-exec", "chmod", "0755", "{}", "+"]);
  const date = /^ -- .*> {2}(.+)$/m.exec(debian("changelog").toString())?.[1];
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(Math.floor(Date.parse(date) / 1000)) };
  execFileSync("dpkg-deb", ["--root-owner-group", "-Zxz", "--build", stage, deb], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return deb;
}
