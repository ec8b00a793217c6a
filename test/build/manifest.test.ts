import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { OfficeAddinManifest } from "office-addin-manifest";
import { describe, expect, it } from "vitest";
import { manifestFaults } from "../../scripts/manifest-rules.mjs";
import { ROOT } from "../../scripts/project.mjs";

const xml = readFileSync(path.join(ROOT, "manifest.xml"), "utf8");
const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };
// What the build puts into dist besides the icons; the browser tests see that these are served.
const BUILT = ["taskpane.html", "functions.js", "functions.json"];
const exists = (file: string): boolean =>
  BUILT.includes(file) || (file.startsWith("assets/") && existsSync(path.join(ROOT, file)));
const faults = (manifest: string, files = exists): string[] =>
  manifestFaults(manifest, { exists: files, packageVersion: version });

/** [what is broken, text or pattern, its replacement, words of the fault] */
const MUTATIONS: readonly (readonly [string, string | RegExp, string, string])[] = [
  [
    "hosts after the settings",
    /(<Hosts>\s*<Host Name="Workbook"\/>\s*<\/Hosts>)([\s\S]*?<\/DefaultSettings>)/,
    "$2$1",
    "<Hosts> comes too late in <OfficeApp>",
  ],
  [
    "form factors the wrong way round",
    /(<AllFormFactors>[\s\S]*<\/AllFormFactors>)\s*(<DesktopFormFactor>[\s\S]*<\/DesktopFormFactor>)/,
    "$2$1",
    "<AllFormFactors> comes too late",
  ],
  [
    "icon before the label",
    /<Label resid="Infer.Group.Label"\/>\s*(<Icon>[\s\S]*?<\/Icon>)/,
    '$1<Label resid="Infer.Group.Label"/>',
    "<Label> comes too late in <Group>",
  ],
  [
    "resources out of order",
    /(<bt:Images>[\s\S]*<\/bt:Images>)\s*(<bt:Urls>[\s\S]*<\/bt:Urls>)/,
    "$2$1",
    "<bt:Images> comes too late",
  ],
  ["an element Excel does not know", "<GetStarted>", "<Greeting/><GetStarted>", "<Greeting> does not belong"],
  [
    "a resid without a resource",
    'resid="GetStarted.Title"',
    'resid="GetStarted.Titel"',
    "GetStarted.Titel names no resource",
  ],
  ["a resource nobody uses", 'resid="GetStarted.Title"', 'resid="Infer.Group.Label"', "GetStarted.Title is not used"],
  ["an id of 33 characters", /GetStarted\.Title/g, "x".repeat(33), "longer than 32"],
  [
    "an id given twice",
    'bt:String id="GetStarted.Title"',
    'bt:String id="Infer.Group.Label"',
    "Infer.Group.Label is given twice",
  ],
  [
    "a short string of 126 characters",
    'DefaultValue="INFER is ready"',
    `DefaultValue="${"x".repeat(126)}"`,
    "longer than 125",
  ],
  [
    "a long string of 251 characters",
    /DefaultValue="Type =INFER[^"]*"/,
    `DefaultValue="${"x".repeat(251)}"`,
    "longer than 250",
  ],
  ["plain http", 'https://localhost:3000/functions.js"', 'http://localhost:3000/functions.js"', "not an https address"],
  [
    "no address at all",
    'SupportUrl DefaultValue="https://localhost:3000/taskpane.html"',
    'SupportUrl DefaultValue="taskpane"',
    "not an https address",
  ],
  ["a file that is not built", /functions\.json/, "metadata.json", "/metadata.json is not among the built files"],
  ["an icon that was not drawn", /icon-80\.png/g, "icon-81.png", "/assets/icon-81.png is not among"],
  ["a short-lived runtime", ' lifetime="long"', "", 'lifetime="long"'],
  ["two runtimes", /(<Runtime [^>]*>)/, "$1$1", "exactly one <Runtime>"],
  ["no runtime", /<Runtimes>[\s\S]*<\/Runtimes>/, "", "exactly one <Runtime>"],
  [
    "runtimes after the functions",
    /(<Runtimes>[\s\S]*<\/Runtimes>)\s*(<AllFormFactors>[\s\S]*<\/AllFormFactors>)/,
    "$2$1",
    "<Runtimes> must be the first",
  ],
  [
    "functions on another page",
    /<Page>\s*<SourceLocation resid="Taskpane.Url"/,
    '<Page><SourceLocation resid="GetStarted.LearnMoreUrl"',
    "<Page> must name the page",
  ],
  [
    "commands on another page",
    'FunctionFile resid="Taskpane.Url"',
    'FunctionFile resid="GetStarted.LearnMoreUrl"',
    "<FunctionFile> must name the page",
  ],
  [
    "a button for another page",
    /(ShowTaskpane">\s*<SourceLocation resid=)"Taskpane.Url"/,
    '$1"GetStarted.LearnMoreUrl"',
    "ShowTaskpane must name the page",
  ],
  ["no button", /xsi:type="ShowTaskpane"/, 'xsi:type="ExecuteFunction"', "ShowTaskpane is missing"],
  ["a task pane of its own", /(ShowTaskpane">)/, "$1<TaskpaneId>Pane</TaskpaneId>", "no <TaskpaneId>"],
  ["no shared runtime asked for", /<Set Name="SharedRuntime"[^>]*>/, "", "ask for SharedRuntime"],
  ["no functions runtime asked for", /<Set Name="CustomFunctionsRuntime"[^>]*>/, "", "ask for CustomFunctionsRuntime"],
  ["no script", /<Script>[\s\S]*?<\/Script>/, "", "need <Script>"],
  ["no page", /<Page>[\s\S]*?<\/Page>/, "", "need <Page>"],
  ["no metadata", /<Metadata>[\s\S]*?<\/Metadata>/, "", "need <Metadata>"],
  ["no namespace", /<Namespace [^>]*>/, "", "need <Namespace>"],
  [
    "another namespace",
    'DefaultValue="INFER"/>\n        <bt:String id="GetStarted',
    'DefaultValue="AI"/>\n        <bt:String id="GetStarted',
    "must be INFER; it is AI",
  ],
  ["a ribbon without the small icon", /<bt:Image size="16"[^>]*>/, "", "lacks the size 16"],
  ["an id that is no GUID", /<Id>[^<]*</, "<Id>infer<", "must be a GUID"],
  ["another version than the package's", /<Version>[^<]*</, "<Version>9.9.9.0<", "as in package.json"],
];

describe("manifest.xml", () => {
  it("keeps every rule", () => {
    expect(faults(xml)).toEqual([]);
  });

  it.each(MUTATIONS)("is refused with %s", (_what, from, to, words) => {
    const broken = xml.replace(from, to);
    expect(broken).not.toBe(xml);
    expect(faults(broken).join("\n")).toContain(words);
  });

  it("reads in Microsoft's own tool as it was meant", async () => {
    const info = await OfficeAddinManifest.readManifestFile(path.join(ROOT, "manifest.xml"));
    expect(info).toMatchObject({
      displayName: "INFER",
      officeAppType: "TaskPaneApp",
      hosts: ["Workbook"],
      permissions: "ReadWriteDocument",
      version: `${version}.0`,
    });
  });

  it("is refused when it is no XML", () => {
    expect(() => faults(xml.replace("</Hosts>", "</Host>"))).toThrow();
  });

  it("names only files that exist", () => {
    expect(faults(xml, () => false).length).toBeGreaterThanOrEqual(6);
  });
});
