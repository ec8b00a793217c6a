import { UsageError } from "./command";

/** Bytes as text, piece by piece. Bytes of another encoding are refused: replacing them would lose what they say. */
export async function* utf8Chunks(bytes: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for await (const piece of bytes) yield decoded(decoder, source, piece);
  yield decoded(decoder, source);
}

export function utf8Text(bytes: Uint8Array, source: string): string {
  return decoded(new TextDecoder("utf-8", { fatal: true }), source, bytes);
}

function decoded(decoder: TextDecoder, source: string, piece?: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: piece !== undefined });
  } catch (thrown) {
    // What a fatal decoder throws for bytes that are no text.
    if (!(thrown instanceof TypeError)) throw thrown;
    throw new UsageError(`${source} is no text in UTF-8. Save it as CSV UTF-8.`);
  }
}

/** Lines without their ends, each as soon as it is complete. */
export async function* utf8Lines(bytes: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of utf8Chunks(bytes, source)) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
