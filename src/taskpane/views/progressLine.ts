import { button, element } from "../dom";

/** How far a long step is, for eyes and screen readers, with a way to end it. */
export interface ProgressLine {
  readonly element: HTMLElement;
  start(): void;
  show(share: number, words: string): void;
  end(): void;
}

/** Screen readers are told at quarters, not at every step. */
const SPOKEN_STEPS = 4;

export function progressLine(label: string, cancel: () => void): ProgressLine {
  const bar = element("progress", { max: 1, value: 0, "aria-label": label });
  const words = element("span", { class: "unit", "aria-hidden": true });
  const spoken = element("span", { class: "unseen", role: "status" });
  const stop = button("Cancel", "plain", cancel);
  const whole = element("div", { class: "progress", hidden: true }, [bar, words, spoken, stop]);
  let quarter = -1;
  return {
    element: whole,
    start() {
      quarter = -1;
      bar.value = 0;
      words.textContent = "";
      spoken.textContent = `${label} …`;
      whole.hidden = false;
      stop.focus();
    },
    show(share, text) {
      bar.value = share;
      words.textContent = text;
      const now = Math.floor(share * SPOKEN_STEPS);
      if (now > quarter) spoken.textContent = `${label}: ${text}`;
      quarter = Math.max(quarter, now);
    },
    end() {
      whole.hidden = true;
      spoken.textContent = "";
    },
  };
}
