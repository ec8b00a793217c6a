/** Elements made by code: a text is always text, so nothing typed or loaded can become markup. */

export type Child = Node | string | undefined;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Listeners = Readonly<{ [Kind in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Kind]) => void }>;

/** An element with attributes (`true` sets, `false` and `undefined` leave out), listeners and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  children: readonly Child[] | string = [],
  listeners: Listeners = {},
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [kind, listener] of Object.entries(listeners)) {
    made.addEventListener(kind, listener as EventListener);
  }
  fill(made, children);
  return made;
}

/** Replaces what an element holds. */
export function fill(parent: Element, children: readonly Child[] | string): void {
  if (typeof children === "string") parent.textContent = children;
  else parent.replaceChildren(...children.filter((child) => child !== undefined));
}

export function button(
  label: string,
  look: "primary" | "plain" | "quiet",
  onClick: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  return element("button", { type: "button", class: `button ${look}`, ...attributes }, label, { click: onClick });
}

/** A listener for the Escape key, which leads back. */
export function onEscape(leave: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    leave();
  };
}

const SVG = "http://www.w3.org/2000/svg";

/** A small line drawing beside a text or in a button that has a name of its own. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  svg.append(line);
  return svg;
}
