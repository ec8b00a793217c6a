import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../scripts/project.mjs";

const workflow = readFileSync(path.join(ROOT, ".github", "workflows", "site.yml"), "utf8");
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));

const found = (pattern: RegExp): string[] => [...workflow.matchAll(pattern)].map(([, text = ""]) => text.trim());

describe("the workflow of the site", () => {
  it("names every action by its commit, with the version beside it", () => {
    const actions = found(/uses: (.*)$/gm);
    expect(actions.length).toBeGreaterThan(3);
    for (const action of actions) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("runs commands, scripts and tests that are there", () => {
    for (const name of found(/npm run ([a-z:]+)/g)) expect(scripts).toHaveProperty(name);
    const files = [...found(/run: node (\S+)/g), ...found(/(test\/\S+)$/gm)];
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) expect(existsSync(path.join(ROOT, file)), file).toBe(true);
  });

  it("may only read the sources, names no host, and publishes only where that is switched on", () => {
    expect(workflow).toMatch(/^permissions:\n {2}contents: read\n/m);
    expect(workflow).not.toMatch(/https?:/);
    expect(workflow).toMatch(/publish:\n {4}needs: build\n {4}if: .*vars\.PUBLISH_SITE == 'true'/);
  });

  it("uses the Node.js version that the project asks for", () => {
    const { engines } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
    expect(engines.node).toBe(`>=${found(/node-version: (\S+)\.0$/gm)[0]}`);
  });
});
