import type { IStyleData, Nullable } from "@univerjs/core";
import type { FileLook } from "../../files";
import { lookOf } from "./styles";

/** The looks of a workbook, each once, numbered as they are met. */
export class LookList {
  readonly all: FileLook[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a style's look; `undefined` for a style that says nothing. */
  indexOf(style: Nullable<IStyleData>): number | undefined {
    const look = style ? lookOf(style) : {};
    if (Object.keys(look).length === 0) return undefined;
    const key = JSON.stringify(look);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.all.length);
    this.all.push(look);
    return this.all.length - 1;
  }
}
