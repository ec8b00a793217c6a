import type { Start } from "./start";

/** What the page tells its user between bar and grid, and what may be done about it. Nothing waits for an answer. */
export interface Notice {
  readonly kind: "done" | "problem" | "question";
  readonly text: string;
  readonly items?: readonly string[];
  readonly answers: readonly Answer[];
}

export interface Answer {
  readonly label: string;
  readonly isMain?: boolean;
  act(): void;
}

export const quoted = (name: string) => `“${name}”`;

interface StartAnswers {
  startAfresh(): unknown;
  open(id: string): unknown;
}

/** What a window says of the workbook it starts with; nothing of an untouched first sheet. */
export function startNotice(
  { entry, isKept, because }: Start,
  timeText: (ms: number) => string,
  { startAfresh, open }: StartAnswers,
): Notice | undefined {
  if (because?.kind === "elsewhere") {
    return { kind: "done", text: `${quoted(because.entry.name)} is open in another window.`, answers: [] };
  }
  if (because?.kind === "not opened") {
    const { id, name } = because.entry;
    const text = `${quoted(name)} did not open in full, so this is the first sheet. It is still kept.`;
    return { kind: "problem", text, answers: [{ label: "Try again", act: () => void open(id) }] };
  }
  if (!isKept) return undefined;
  const text = `Restored ${quoted(entry.name)}, last changed ${timeText(entry.changedAt)}.`;
  return { kind: "done", text, answers: [{ label: "Start afresh", act: () => void startAfresh() }] };
}
