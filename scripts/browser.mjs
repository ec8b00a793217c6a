// The browser of the tests: CHROMIUM_PATH, else an installed Chrome, Edge or Chromium, else the packaged Chromium
// (Linux on x64 only). INFER_BROWSER=installed or packaged takes one of the two only.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { Failure } from "./project.mjs";

// The packaged Chromium's own defaults switch web security off, so these are ours.
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function installedCandidates() {
  if (process.platform === "darwin") {
    return [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
  }
  if (process.platform === "win32") {
    const roots = [process.env.ProgramFiles, process.env["ProgramFiles(x86)"], process.env.LOCALAPPDATA];
    const below = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
    return roots.filter(Boolean).flatMap((root) => below.map((place) => path.join(root, place)));
  }
  const names = ["google-chrome-stable", "google-chrome", "microsoft-edge-stable", "microsoft-edge", "chromium"];
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return [...names, "chromium-browser"].flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

// Some distributions install a script that only says how to get the browser. Windows' browsers print no version.
function starts(program) {
  if (process.platform === "win32") return true;
  const answer = spawnSync(program, ["--version"], { timeout: 20_000, encoding: "utf8" });
  return answer.status === 0 && /\d+\.\d+/.test(answer.stdout);
}

function installedBrowser() {
  const program = installedCandidates().find((candidate) => existsSync(candidate) && starts(candidate));
  return program === undefined ? undefined : { program, origin: `installed: ${program}` };
}

async function packagedBrowser() {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  // The package unpacks its shared libraries only where these name its home.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs20.x";
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  const program = await chromium.executablePath();
  return starts(program) ? { program, origin: "packaged: @sparticuz/chromium" } : undefined;
}

/**
 * @returns {Promise<{program: string, origin: string} | {reason: string}>} the browser, or why there is none
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return { program: named, origin: `CHROMIUM_PATH: ${named}` };
    throw new Failure(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const choice = process.env.INFER_BROWSER;
  if (choice === "none") return { reason: "INFER_BROWSER=none" };
  const found =
    (choice === "packaged" ? undefined : installedBrowser()) ??
    (choice === "installed" ? undefined : await packagedBrowser());
  return found ?? { reason: "no Chrome, Edge or Chromium is installed, and the packaged one is for Linux on x64" };
}

/** A running browser (playwright-core). Fails with the reason if there is none. */
export async function launchBrowser() {
  const browser = await findBrowser();
  if ("reason" in browser) throw new Failure(`No browser: ${browser.reason}. Name one in CHROMIUM_PATH.`);
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath: browser.program, args: FLAGS });
}
