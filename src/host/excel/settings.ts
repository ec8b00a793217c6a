import { SETTINGS_NAMESPACE, type Settings, settingsOfXml, settingsXml } from "../settings";
import { supports } from "./session";

/** Versions of Excel that keep XML parts carry settings where files keep them; others where only add-ins look. */
const keepsParts = () => supports("1.5");

async function partOf(context: Excel.RequestContext): Promise<Excel.CustomXmlPart | undefined> {
  const parts = context.workbook.customXmlParts.getByNamespace(SETTINGS_NAMESPACE);
  parts.load("items/id");
  await context.sync();
  return parts.items[0];
}

async function settingsIn(context: Excel.RequestContext, part: Excel.CustomXmlPart | undefined): Promise<Settings> {
  const xml = part?.getXml();
  await context.sync();
  return xml === undefined ? {} : settingsOfXml(xml.value);
}

export async function readSetting(context: Excel.RequestContext, key: string): Promise<string | undefined> {
  if (keepsParts()) return (await settingsIn(context, await partOf(context)))[key];
  const item = context.workbook.settings.getItemOrNullObject(key);
  item.load("value");
  await context.sync();
  return item.isNullObject ? undefined : String(item.value);
}

export async function writeSetting(context: Excel.RequestContext, key: string, value: string): Promise<void> {
  if (keepsParts()) {
    const part = await partOf(context);
    const xml = settingsXml({ ...(await settingsIn(context, part)), [key]: value });
    if (part === undefined) context.workbook.customXmlParts.add(xml);
    else part.setXml(xml);
  } else context.workbook.settings.add(key, value);
  await context.sync();
}
