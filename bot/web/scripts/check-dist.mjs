// Builds both bundles anew into a folder of their own and compares them, byte for byte, with what is committed in dist/.
// Also weighs the patients' bundle. Exit code 1, with a line that says what to do, where something differs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const LIMIT_BYTES = 35 * 1024; // gzipped, of widget.js
const web = dirname(dirname(fileURLToPath(import.meta.url)));
const fresh = mkdtempSync(join(tmpdir(), "ivig-web-"));
let failed = false;
try {
  for (const bundle of ["widget", "nurse"]) {
    const vite = join(web, "node_modules", "vite", "bin", "vite.js");
    execFileSync(process.execPath, [vite, "build", "--mode", bundle, "--outDir", fresh, "--logLevel", "error"], { cwd: web, stdio: "inherit" });
    const built = readFileSync(join(fresh, `${bundle}.js`));
    const committed = readFileSync(join(web, "dist", `${bundle}.js`));
    const weight = gzipSync(built, { level: 9 }).length;
    console.log(`dist/${bundle}.js: ${built.length} bytes, ${weight} gzipped`);
    if (!built.equals(committed)) {
      console.error(`dist/${bundle}.js is not what its sources build: run "make web" and commit it`);
      failed = true;
    }
    if (bundle === "widget" && weight > LIMIT_BYTES) {
      console.error(`dist/widget.js weighs ${weight} bytes gzipped; ${LIMIT_BYTES} are allowed`);
      failed = true;
    }
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
