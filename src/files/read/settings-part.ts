import { SETTINGS_NAMESPACE, type Settings, settingsOfXml } from "../../host/settings";
import type { Archive } from "../archive";
import { type Relation, relationsOfType } from "./relations";

/** The XML parts beside the sheets that are none of ours are counted: they are not carried. */
export interface XmlParts {
  readonly settings: Settings;
  readonly foreign: number;
}

export function readXmlParts(archive: Archive, relations: ReadonlyMap<string, Relation>): XmlParts {
  const texts = relationsOfType(relations, "customXml").map(({ target }) => archive.text(target) ?? "");
  const own = texts.filter((xml) => xml.includes(SETTINGS_NAMESPACE));
  return { settings: Object.assign({}, ...own.map(settingsOfXml)) as Settings, foreign: texts.length - own.length };
}
