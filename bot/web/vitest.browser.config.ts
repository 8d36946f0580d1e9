import { defineConfig } from "vitest/config";

// Tests in Debian's chromium, one file after another: two cores are all there is.
export default defineConfig({
  test: {
    include: ["tests/browser/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
