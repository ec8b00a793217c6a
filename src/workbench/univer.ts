import "./calc/iterator-some";
import { LocaleType, LogLevel, mergeLocales, Univer } from "@univerjs/core";
import { FUniver } from "@univerjs/core/facade";
import { UniverSheetsCorePreset } from "@univerjs/preset-sheets-core";
import coreTexts from "@univerjs/preset-sheets-core/locales/en-US";
import { UniverSheetsTablePreset } from "@univerjs/preset-sheets-table";
import tableTexts from "@univerjs/preset-sheets-table/locales/en-US";
import { fitNumbersToCells } from "./fit-numbers";
import "@univerjs/preset-sheets-core/lib/index.css";
import "@univerjs/preset-sheets-table/lib/index.css";

type PresetPlugin = ReturnType<typeof UniverSheetsCorePreset>["plugins"][number];

/** A Univer instance with a window in `container`. Univer's own `createUniver` comes in a package we do without. */
export function createUniver(container: HTMLElement): { readonly univer: Univer; readonly api: FUniver } {
  fitNumbersToCells();
  const locale = LocaleType.EN_US;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const univer = new Univer({
    locale,
    darkMode: dark.matches,
    locales: { [locale]: mergeLocales(coreTexts, tableTexts) },
    logLevel: LogLevel.SILENT,
  });
  const presets = [
    UniverSheetsCorePreset({
      container,
      ribbonType: "simple",
      sheets: { disableForceStringAlert: true, disableForceStringMark: true },
    }),
    UniverSheetsTablePreset(),
  ];
  const plugins = new Map<string, PresetPlugin>();
  for (const plugin of presets.flatMap((preset) => preset.plugins)) {
    plugins.set((Array.isArray(plugin) ? plugin[0] : plugin).pluginName, plugin);
  }
  for (const plugin of plugins.values()) {
    if (Array.isArray(plugin)) univer.registerPlugin(plugin[0], plugin[1]);
    else univer.registerPlugin(plugin);
  }
  const api = FUniver.newAPI(univer);
  dark.addEventListener("change", ({ matches }) => api.toggleDarkMode(matches));
  return { univer, api };
}
