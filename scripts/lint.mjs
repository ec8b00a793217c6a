// `npm run lint`: format and rules (biome), then the directions between the parts of src.
import "./node-version.mjs";
import { createRequire } from "node:module";
import path from "node:path";
import { fail, ROOT, run } from "./project.mjs";

async function main() {
  const biome = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@biomejs/biome/package.json")),
    "bin",
    "biome",
  );
  const codes = [
    await run(process.execPath, [biome, "check", "--error-on-warnings", "."]),
    await run(process.execPath, [path.join(ROOT, "scripts", "directions.mjs")]),
  ];
  process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
}

main().catch(fail);
