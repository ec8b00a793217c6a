import type { CatalogEntry } from "../../catalog/types";

/** The search over the functions; their texts are fetched when someone searches. */
async function ranked(query: string): Promise<readonly CatalogEntry[]> {
  const [{ catalog }, { searched }] = await Promise.all([
    import(/* webpackChunkName: "catalog" */ "../../catalog"),
    import(/* webpackChunkName: "catalog" */ "../../taskpane/search"),
  ]);
  return searched(catalog, query);
}

/** The list of functions: typing narrows it to those that fit, the best first. */
export function mountSearch(field: HTMLInputElement): void {
  const all = document.querySelector<HTMLElement>("[data-all]");
  const list = document.querySelector<HTMLElement>("[data-list]");
  const found = document.querySelector<HTMLElement>("[data-found]");
  if (all === null || list === null || found === null) return;
  const items = new Map(
    [...all.querySelectorAll<HTMLElement>("[data-function]")].map((link) => [link.dataset["function"], link]),
  );
  field.disabled = false;

  field.addEventListener("input", async () => {
    const query = field.value;
    const isBlank = query.trim() === "";
    const entries = isBlank ? [] : await ranked(query);
    if (query !== field.value) return;
    const copies = entries.flatMap(({ name }) => {
      const item = items.get(name)?.closest("li")?.cloneNode(true);
      return item === undefined ? [] : [item];
    });
    list.replaceChildren(...copies);
    list.hidden = isBlank;
    all.hidden = !isBlank;
    found.textContent = isBlank ? "" : `${copies.length === 1 ? "1 function" : `${copies.length} functions`} found`;
  });
}
