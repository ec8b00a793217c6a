import { OWN_RESULT, resultMarkup } from "../result";
import { loadEngine } from "./loadEngine";

const PAUSE_MS = 150;

/** The formula of a function's page: what it gives follows what is typed. */
export function mountFormulaField(place: HTMLElement): void {
  const field = place.querySelector("textarea");
  const result = place.querySelector<HTMLElement>("[data-result]");
  const note = place.querySelector<HTMLElement>("[data-note]");
  if (field === null || result === null || note === null) return;
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const calculate = async (): Promise<void> => {
    const mine = ++round;
    const { evaluated, Unreadable } = await loadEngine();
    try {
      const cells = await evaluated(field.value);
      if (mine !== round) return;
      result.innerHTML = resultMarkup(cells, OWN_RESULT).text;
      note.textContent = "Calculated in your browser by the functions themselves.";
      place.dataset["state"] = "calculated";
    } catch (thrown) {
      if (!(thrown instanceof Unreadable)) throw thrown;
      if (mine !== round) return;
      result.replaceChildren();
      note.textContent = thrown.message;
      place.dataset["state"] = "unreadable";
    }
  };

  field.addEventListener("focus", () => void loadEngine(), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void calculate(), PAUSE_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    void calculate();
  });
}
