import type { Workbook } from "@univerjs/core";
import type { Settings } from "../../host/settings";

const KEY = "infer.settings";

/** What INFER has noted about an open workbook. */
export function settingsOf(workbook: Workbook): Settings {
  return (workbook.getCustomMetadata()?.[KEY] as Settings | undefined) ?? {};
}

export function withSettings(workbook: Workbook, settings: Settings): void {
  workbook.setCustomMetadata({ ...workbook.getCustomMetadata(), ...settingsMetadata(settings) });
}

/** Settings as a workbook of the grid keeps them beside its sheets. */
export function settingsMetadata(settings: Settings) {
  return { [KEY]: settings };
}
