// Renders the icons of the manifest from assets/*.svg; the small sizes have a drawing of their own.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { launchBrowser } from "./browser.mjs";
import { fail, ROOT } from "./project.mjs";

const SIZES = [16, 32, 64, 80, 128];
const LARGEST_SMALL = 32;

async function render() {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    for (const size of SIZES) {
      const drawing = size <= LARGEST_SMALL ? "icon-small.svg" : "icon.svg";
      const svg = readFileSync(path.join(ROOT, "assets", drawing), "utf8");
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
      const picture = await page.screenshot({ omitBackground: true });
      writeFileSync(path.join(ROOT, "assets", `icon-${size}.png`), picture);
    }
  } finally {
    await browser.close();
  }
}

render().catch(fail);
