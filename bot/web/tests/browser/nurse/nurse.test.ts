/** The nurse's page in a browser: all of its tests, before one server. */
import { afterAll, it } from "vitest";
import { hasBrowser } from "../browser";
import { Bench } from "./harness";

if (hasBrowser()) {
  await import("./access");
  await import("./use");
  afterAll(async () => (await Bench.shared()).stop());
} else it.skip("the nurse's page (no browser here)");
