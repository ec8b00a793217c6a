import type { CatalogEntry } from "../catalog/types";
import type { Answers } from "./answers";
import type { TableEvidence } from "./evidence";

/** A workbook to download. */
export interface TemplateFile {
  readonly id: string;
  readonly name: string;
  readonly promise: string;
  /** INFER functions it shows at work, without the namespace. */
  readonly functions: readonly string[];
  readonly sheets: readonly string[];
  /** Below the site's root. */
  readonly file: string;
  readonly bytes: number;
}

/** All that the pages are made of. */
export interface SiteContent {
  readonly catalog: readonly CatalogEntry[];
  /** Markdown documents by their place in the repository. */
  readonly documents: ReadonlyMap<string, string>;
  readonly evidence: readonly TableEvidence[];
  readonly templates: readonly TemplateFile[];
  readonly version: string;
  /** The date of the data, as 2026-11-18. */
  readonly dataDate: string;
  readonly answers: Answers;
  /** The address of the folder the site will be in, with a slash at its end; absent when it is not known. */
  readonly address?: string;
}

export interface SitePage {
  /** Below the site's root: "functions/cost.html". */
  readonly path: string;
  readonly html: string;
}
