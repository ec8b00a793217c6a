// A content hash of the files a build depends on, quick when nothing was touched: sizes and times are compared first,
// and only when they differ are the contents read.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CACHE, ROOT } from "./project.mjs";

function* filesBelow(place) {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) {
    yield { file: place, stamp: `${stat.size}:${stat.mtimeMs}` };
    return;
  }
  for (const name of readdirSync(place).sort()) yield* filesBelow(path.join(place, name));
}

function remembered(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Absent or half written: the contents are read again, which is always right.
    return undefined;
  }
}

/**
 * @param {string} name of the build, for the memory of sizes and times
 * @param {readonly string[]} inputs files and folders below the repository; absent ones count as absent
 * @returns {string} 20 hexadecimal digits that change when a name or a content changes
 */
export function fingerprint(name, inputs) {
  const files = inputs.flatMap((input) => [...filesBelow(path.join(ROOT, input))]);
  const quick = createHash("sha256");
  for (const { file, stamp } of files) quick.update(`${path.relative(ROOT, file)}\0${stamp}\0`);
  const stamps = `${process.versions.node} ${quick.digest("hex")}`;

  const memory = path.join(CACHE, `fingerprint-${name}.json`);
  const known = remembered(memory);
  if (known?.stamps === stamps) return known.hash;

  const full = createHash("sha256").update(process.versions.node);
  for (const { file } of files)
    full
      .update(`${path.relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  const hash = full.digest("hex").slice(0, 20);
  mkdirSync(CACHE, { recursive: true });
  const draft = `${memory}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ stamps, hash }));
  renameSync(draft, memory);
  return hash;
}
