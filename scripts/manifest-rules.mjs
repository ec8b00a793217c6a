// The rules a manifest has to keep so that Excel takes it, checked without a connection. Microsoft's own validator
// asks a service. Source: the schema of add-in-only manifests and Microsoft's pages on the shared runtime.

/**
 * @typedef {{name: string, attributes: Record<string, string>, children: Element[], text: string}} Element
 * @typedef {{exists: (file: string) => boolean, packageVersion: string}} Surroundings what the manifest refers to
 */

const TOKEN = /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*"[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const decoded = (text) => text.replace(/&(amp|lt|gt|quot|apos);/g, (_whole, name) => ENTITIES[name]);

/** The manifest as a tree; names keep their prefix. @param {string} xml @returns {Element} */
export function parseManifest(xml) {
  const root = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  let end = 0;
  for (const match of xml.matchAll(TOKEN)) {
    end = match.index + match[0].length;
    const [, closing, name, attributes, empty, text] = match;
    const parent = open.at(-1);
    if (text !== undefined) parent.text += decoded(text);
    if (name === undefined) continue;
    if (closing) {
      if (open.pop().name !== name) throw new Error(`</${name}> closes nothing.`);
      continue;
    }
    const pairs = [...attributes.matchAll(/([\w:.-]+)\s*=\s*"([^"]*)"/g)].map(([, key, value]) => [
      key,
      decoded(value),
    ]);
    const element = { name, attributes: Object.fromEntries(pairs), children: [], text: "" };
    parent.children.push(element);
    if (!empty) open.push(element);
  }
  if (open.length !== 1 || end !== xml.length) throw new Error("The manifest is not well-formed XML.");
  return root.children[0];
}

/** All elements of a name below one. @returns {Element[]} */
function all(element, name) {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

function at(element, ...path) {
  return path.reduce((found, name) => found?.children.find((child) => child.name === name), element);
}

const ORDER = {
  OfficeApp:
    "Id AlternateId Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl AppDomains Hosts Requirements DefaultSettings Permissions VersionOverrides",
  VersionOverrides: "Description Requirements Hosts Resources WebApplicationInfo EquivalentAddins ExtendedOverrides",
  Host: "Runtimes AllFormFactors DesktopFormFactor",
  DesktopFormFactor: "GetStarted FunctionFile ExtensionPoint",
  GetStarted: "Title Description LearnMoreUrl",
  Group: "Label Icon Control",
  Control: "Label Supertip Icon Action",
  Supertip: "Title Description",
  Resources: "bt:Images bt:Urls bt:ShortStrings bt:LongStrings",
};

function* orderFaults(element) {
  const order = ORDER[element.name]?.split(" ");
  if (order !== undefined) {
    const places = element.children.map((child) => order.indexOf(child.name));
    for (const [index, place] of places.entries()) {
      const { name } = element.children[index];
      if (place < 0) yield `<${name}> does not belong in <${element.name}>.`;
      else if (places.slice(0, index).some((earlier) => earlier > place))
        yield `<${name}> comes too late in <${element.name}>.`;
    }
  }
  for (const child of element.children) yield* orderFaults(child);
}

const LIMITS = { "bt:ShortStrings": 125, "bt:LongStrings": 250 };

function* resourceFaults(app) {
  const resources = at(app, "VersionOverrides", "Resources");
  const entries = resources?.children.flatMap((group) => group.children) ?? [];
  const ids = entries.map((entry) => entry.attributes.id);
  for (const id of ids) {
    if (id.length > 32) yield `The id ${id} is longer than 32 characters.`;
    if (ids.indexOf(id) !== ids.lastIndexOf(id)) yield `The id ${id} is given twice.`;
  }
  const used = [...references(at(app, "VersionOverrides"))];
  for (const resid of used) {
    if (!ids.includes(resid)) yield `resid ${resid} names no resource.`;
  }
  for (const id of ids) {
    if (!used.includes(id)) yield `The resource ${id} is not used.`;
  }
  for (const [group, limit] of Object.entries(LIMITS)) {
    for (const { attributes } of at(resources, group)?.children ?? []) {
      if (attributes.DefaultValue.length > limit) yield `${attributes.id} is longer than ${limit} characters.`;
    }
  }
}

function* references(element) {
  if (element.attributes.resid !== undefined) yield element.attributes.resid;
  for (const child of element.children) yield* references(child);
}

function addresses(app) {
  const named = ["IconUrl", "HighResolutionIconUrl", "SupportUrl"].map(
    (name) => at(app, name)?.attributes.DefaultValue,
  );
  const start = at(app, "DefaultSettings", "SourceLocation")?.attributes.DefaultValue;
  const resources = [...all(app, "bt:Image"), ...all(app, "bt:Url")].map(({ attributes }) => attributes.DefaultValue);
  return [...named, start, ...resources].filter((address) => address !== undefined);
}

function* addressFaults(app, { exists }) {
  for (const address of new Set(addresses(app))) {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url?.protocol !== "https:") yield `${address} is not an https address.`;
    else if (!exists(url.pathname.slice(1))) yield `${url.pathname} is not among the built files.`;
  }
}

function* runtimeFaults(app) {
  const runtimes = all(app, "Runtime");
  if (runtimes.length !== 1) yield "There must be exactly one <Runtime>.";
  if (runtimes.some(({ attributes }) => attributes.lifetime !== "long"))
    yield 'The <Runtime> must say lifetime="long".';
  const host = at(app, "VersionOverrides", "Hosts", "Host");
  if (host?.children[0]?.name !== "Runtimes") yield "<Runtimes> must be the first element of the <Host>.";
  const page = runtimes[0]?.attributes.resid;
  const sharing = [
    ["<Page>", all(app, "Page").flatMap((element) => [...references(element)])],
    ["<FunctionFile>", all(app, "FunctionFile").flatMap((element) => [...references(element)])],
    ["ShowTaskpane", showTaskpane(app).flatMap((element) => [...references(element)])],
  ];
  for (const [name, resids] of sharing) {
    if (resids.length === 0) yield `${name} is missing.`;
    if (resids.some((resid) => resid !== page)) yield `${name} must name the page of the <Runtime>, ${page}.`;
  }
  if (all(app, "TaskpaneId").length > 0) yield "A shared runtime has no <TaskpaneId>.";
  const sets = all(app, "Requirements").flatMap((element) =>
    all(element, "Set").map(({ attributes }) => attributes.Name),
  );
  for (const name of ["SharedRuntime", "CustomFunctionsRuntime"]) {
    if (!sets.includes(name)) yield `<Requirements> must ask for ${name}.`;
  }
}

function showTaskpane(app) {
  return all(app, "Action").filter(({ attributes }) => attributes["xsi:type"] === "ShowTaskpane");
}

function* functionFaults(app) {
  const [point] = all(app, "ExtensionPoint").filter(({ attributes }) => attributes["xsi:type"] === "CustomFunctions");
  for (const name of ["Script", "Page", "Metadata", "Namespace"]) {
    if (at(point, name) === undefined) yield `The custom functions need <${name}>.`;
  }
  const resid = at(point, "Namespace")?.attributes.resid;
  const namespace = all(app, "bt:String").find(({ attributes }) => attributes.id === resid)?.attributes.DefaultValue;
  if (namespace !== "INFER") yield `The namespace must be INFER; it is ${namespace}.`;
}

function* iconFaults(app) {
  for (const icon of all(app, "Icon")) {
    const sizes = icon.children.map(({ attributes }) => attributes.size);
    for (const size of ["16", "32", "64", "80"]) {
      if (!sizes.includes(size)) yield `An <Icon> lacks the size ${size}.`;
    }
  }
}

function* identityFaults(app, { packageVersion }) {
  const id = at(app, "Id")?.text ?? "";
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) yield `<Id> must be a GUID; it is ${id}.`;
  const version = at(app, "Version")?.text;
  if (version !== `${packageVersion}.0`)
    yield `<Version> must be ${packageVersion}.0, as in package.json; it is ${version}.`;
}

/**
 * Every rule the manifest breaks, as sentences.
 * @param {string} xml @param {Surroundings} surroundings `exists` takes a path below the built folder
 */
export function manifestFaults(xml, surroundings) {
  const app = parseManifest(xml);
  const rules = [orderFaults, identityFaults, resourceFaults, addressFaults, runtimeFaults, functionFaults, iconFaults];
  return rules.flatMap((rule) => [...rule(app, surroundings)]);
}
