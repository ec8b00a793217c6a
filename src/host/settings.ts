/** What INFER notes about a workbook, by key: kept in the workbook and carried with it. */
export type Settings = Readonly<Record<string, string>>;

/** Names our part among the XML parts that a workbook may carry. */
export const SETTINGS_NAMESPACE = "urn:infer-for-excel:settings";

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const PART = /<(?:\w+:)?settings\b[^>]*>([\s\S]*?)<\/(?:\w+:)?settings>/;

/** Settings as the XML part that Excel and our files keep beside the sheets. */
export function settingsXml(settings: Settings): string {
  const text = JSON.stringify(settings).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<settings xmlns="${SETTINGS_NAMESPACE}">${text}</settings>`;
}

/** The settings of such a part; none where it is not ours or is broken. */
export function settingsOfXml(xml: string): Settings {
  const text = xml.includes(SETTINGS_NAMESPACE) ? PART.exec(xml)?.[1] : undefined;
  if (text === undefined) return {};
  const parsed = parsedJson(
    text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => characterOf(name) ?? whole),
  );
  if (typeof parsed !== "object" || parsed === null) return {};
  const texts = Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith("#")) return ENTITIES[name];
  const isHex = name.charAt(1).toLowerCase() === "x";
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** A part that another program has broken holds no settings: they are notes, never a reason to stop. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
