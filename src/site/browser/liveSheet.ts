import { filled, quoted, typedNumber } from "../template";
import { type Cell, exactValue, fixedValue, isFailed, shownValue } from "../values";
import { loadEngine } from "./loadEngine";

type Control = HTMLInputElement | HTMLSelectElement;

class NotANumber extends Error {}

function givenBy(control: Control): string {
  if (control instanceof HTMLSelectElement) return quoted(control.value);
  const number = typedNumber(control.value);
  control.setAttribute("aria-invalid", String(number === undefined));
  if (number !== undefined) return number;
  const label = control.labels?.[0]?.textContent ?? control.name;
  throw new NotANumber(`${label} takes a number, such as 1500; there is "${control.value}".`);
}

const given = (controls: readonly Control[]): ReadonlyMap<string, string> =>
  new Map(controls.map((control) => [control.name, givenBy(control)]));

function show(place: HTMLDataElement, value: Cell): void {
  const { places } = place.dataset;
  place.value = exactValue(value);
  place.textContent = places === undefined ? shownValue(value) : fixedValue(value, Number(places));
  const link = place.closest("a");
  if (link !== null) link.href = /^https:\/\/\S+$/.test(place.value) ? place.value : "sources.html";
}

/** A small sheet of the start page: its results follow its inputs. */
export function mountLiveSheet(sheet: HTMLElement): void {
  const controls = [...sheet.querySelectorAll<Control>("input, select")];
  const results = [...sheet.querySelectorAll<HTMLDataElement>("data[data-template]")];
  const shown = sheet.querySelector<HTMLElement>("[data-shown]");
  const fault = sheet.querySelector<HTMLElement>("[data-fault]");
  let round = 0;

  const say = (sentence: string): void => {
    if (fault === null) return;
    fault.textContent = sentence;
    fault.hidden = sentence === "";
  };

  const calculate = async (): Promise<void> => {
    const mine = ++round;
    const values = given(controls);
    const { evaluated } = await loadEngine();
    let sentence = "";
    for (const place of results) {
      const formula = filled(place.dataset["template"] ?? "", values);
      const cell = (await evaluated(formula))[0]?.[0] ?? "";
      if (mine !== round) return;
      place.dataset["of"] = formula;
      show(place, cell);
      if (isFailed(cell)) sentence ||= cell.message;
    }
    if (shown !== null) {
      const formula = filled(shown.dataset["shown"] ?? "", values);
      shown.dataset["formula"] = formula;
      shown.textContent = formula;
    }
    say(sentence);
    sheet.dataset["state"] = "calculated";
  };

  const recalculate = (): void => {
    calculate().catch((thrown: unknown) => {
      if (thrown instanceof NotANumber) say(thrown.message);
      else throw thrown;
    });
  };

  for (const control of controls) {
    // Whoever reaches for an input is about to change it: fetch the engine meanwhile.
    control.addEventListener("focus", () => void loadEngine(), { once: true });
    control.addEventListener("input", recalculate);
  }
}
