import { readXml, unescapedText } from "../xml";

export interface SharedText {
  readonly text: string;
  /** Parts of it look different from others. */
  readonly isRich: boolean;
}

/** The texts that cells refer to by index. Phonetic guides beside a text are not part of it. */
export function readStrings(xml: string | undefined): readonly SharedText[] {
  const texts: SharedText[] = [];
  if (xml === undefined) return texts;
  let text = "";
  let runs = 0;
  let isText = false;
  let phonetic = 0;
  readXml(xml, {
    open(name) {
      if (name === "si") {
        text = "";
        runs = 0;
      } else if (name === "rPh") phonetic++;
      else if (name === "rPr") runs++;
      else if (name === "t") isText = phonetic === 0;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === "t") isText = false;
      else if (name === "rPh") phonetic--;
      else if (name === "si") texts.push({ text: unescapedText(text), isRich: runs > 0 });
    },
  });
  return texts;
}
