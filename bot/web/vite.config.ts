import { resolve } from "node:path";
import { defineConfig } from "vite";

// Two bundles, each one self-contained classic script: `vite build --mode widget` and `--mode nurse`.
// Nothing in them depends on the time, the machine or the folder, so that a rebuild gives the same bytes.
const ENTRIES: Record<string, string> = { widget: "src/widget.ts", nurse: "src/nurse/nurse.ts" };

export default defineConfig(({ mode }) => {
  const entry = ENTRIES[mode];
  if (entry === undefined) throw new Error(`unknown bundle "${mode}": give --mode widget or --mode nurse`);
  return {
    publicDir: false,
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      target: "es2021",
      outDir: "dist",
      emptyOutDir: false,
      sourcemap: false,
      reportCompressedSize: true,
      lib: { entry: resolve(import.meta.dirname, entry), formats: ["iife"], name: `ivig_${mode}`, fileName: () => `${mode}.js` },
    },
  };
});
