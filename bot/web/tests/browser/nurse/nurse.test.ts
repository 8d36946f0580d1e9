/** The nurse's page in a browser: all of its tests, before one server. */
import { afterAll } from "vitest";
import "./access";
import { Bench } from "./harness";
import "./use";

afterAll(async () => (await Bench.shared()).stop());
