/** Addresses between pages, all relative: the site works from any folder of any host. */

/** Where a document of the repository stands on the site. */
export function placeOfDocument(source: string): string {
  const name = source.replace(/^docs\//, "").replace(/\.md$/, ".html");
  return name === "CHANGELOG.html" ? "changelog.html" : name;
}

export const placeOfFunction = (name: string): string => `functions/${name.toLowerCase()}.html`;

/** The way from one page to another, both named from the site's root; `anchor` without "#". */
export function linkFrom(page: string, target: string, anchor?: string): string {
  const here = page.split("/").slice(0, -1);
  const there = target.split("/");
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  const path = [...here.slice(shared).map(() => ".."), ...there.slice(shared)].join("/");
  return anchor === undefined ? path : `${path}#${anchor}`;
}

/** The anchor of a heading, by GitHub's rule, so that links work there and here. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** What a link of a document names: another file of the repository and its anchor. */
export function targetOf(source: string, href: string): { readonly file: string; readonly anchor?: string } {
  const [path = "", anchor] = href.split("#");
  const parts = path === "" ? source.split("/") : [...source.split("/").slice(0, -1), ...path.split("/")];
  const folders: string[] = [];
  for (const part of parts) {
    if (part === "..") folders.pop();
    else if (part !== ".") folders.push(part);
  }
  return { file: folders.join("/"), ...(anchor === undefined ? {} : { anchor }) };
}
