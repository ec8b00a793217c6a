import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { UsageError } from "./command";

export const reasonOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));

/** Writes beside the file first, so that a failure leaves what was there. */
export async function writeBytes(file: string, bytes: Uint8Array): Promise<void> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    await writeFile(draft, bytes);
    await rename(draft, file);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw new UsageError(`${file} cannot be written: ${reasonOf(thrown)}.`);
  }
}
