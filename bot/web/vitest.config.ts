import { defineConfig } from "vitest/config";

// Unit tests: no browser, no network.
export default defineConfig({
  test: { include: ["src/**/*.test.ts", "tests/unit/**/*.test.ts"], environment: "node" },
});
