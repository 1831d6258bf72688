// Unpacks the Chromium that the npm package @sparticuz/chromium carries, with its libraries and a font, into one folder.
//
//   node tools/unpack_browser.mjs .browser/npm/package/bin .browser/chromium
//
// Leaves a program `run` there that starts it. It touches nothing outside that folder.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";

const [from, to] = process.argv.slice(2).map((path) => resolve(path));
rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });

const unpacked = (name) => brotliDecompressSync(readFileSync(join(from, name)));

writeFileSync(join(to, "chromium"), unpacked("chromium.br"));
chmodSync(join(to, "chromium"), 0o755);
for (const name of ["al2023.tar.br", "swiftshader.tar.br", "fonts.tar.br"]) {
  if (existsSync(join(from, name))) {
    execFileSync("tar", ["xf", "-", "--no-same-owner", "-C", to], { input: unpacked(name), maxBuffer: 1 << 30 });
  }
}
const run = `#!/bin/sh
# Starts the Chromium beside this file, with the libraries that came with it, and its font where the machine has none.
here=$(cd "$(dirname "$0")" && pwd)
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here"
LD_LIBRARY_PATH="$here/lib:$here" exec "$here/chromium" "$@"
`;
writeFileSync(join(to, "run"), run);
chmodSync(join(to, "run"), 0o755);
