/** Why a file cannot be read or written, in a sentence for the user. */
export class FileRefusal extends Error {
  override readonly name = "FileRefusal";
}
