import { mountFormulaField } from "./formulaField";
import { mountLiveSheet } from "./liveSheet";
import { mountSearch } from "./search";

for (const sheet of document.querySelectorAll<HTMLElement>("[data-live]")) mountLiveSheet(sheet);
for (const place of document.querySelectorAll<HTMLElement>("[data-try]")) mountFormulaField(place);
const field = document.querySelector<HTMLInputElement>("#search");
if (field !== null) mountSearch(field);
