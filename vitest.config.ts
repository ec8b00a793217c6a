import { defineConfig } from "vitest/config";
import { associations } from "./scripts/associations.mjs";

const shared = { environment: "node", globals: false, setupFiles: ["./test/setup/property-seed.ts"] };

export default defineConfig({
  plugins: [associations()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          globalSetup: ["./test/setup/generate.ts"],
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**"],
          testTimeout: 20_000,
          // The spreadsheet engine is loaded once for all files of a worker, not once for each: half of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["./test/setup/generate.ts", "./test/e2e/setup/server.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Two browsers share two cores better than one after the other: each waits for its page half of the time.
          maxWorkers: 2,
          // A busy machine may be late for a browser once; a fault is there the second time too.
          retry: 1,
        },
      },
    ],
  },
});
