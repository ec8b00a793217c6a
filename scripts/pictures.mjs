// `node scripts/pictures.mjs`: takes the picture of the workbench anew, for the README (PNG) and the site (WebP).
// Builds what is stale first. Look at the pictures before you commit them.
import "./node-version.mjs";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { launchBrowser } from "./browser.mjs";
import { fail, ROOT, runScript } from "./project.mjs";
import { servePages } from "./serve.mjs";

const SIZE = { width: 1240, height: 740 };
/** Colours of the small picture are rounded to multiples of this, a divisor of 255: hardly seen, and the file is half as large. */
const COLOUR_STEP = 17;
const FUNCTION = "BREAKEVEN";

async function open(browser, url) {
  const page = await browser.newPage({ viewport: SIZE });
  await page.goto(`${url}/workbench.html`);
  await page.locator('[data-state="calculated"]').waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Close the start page" }).click();
  await page.getByRole("tab", { name: "Functions" }).click();
  await page.getByRole("searchbox", { name: "Search functions" }).fill(FUNCTION);
  await page.locator(`[data-function="${FUNCTION}"]`).first().click();
  await page.locator(".brief .value").waitFor();
  return page;
}

/** The picture as a lossless WebP, which the browser itself writes. @returns {Promise<Buffer>} */
async function small(browser, picture) {
  const page = await browser.newPage();
  const address = await page.evaluate(
    async ({ png, step }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: image.width, height: image.height });
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const pixels = context.getImageData(0, 0, image.width, image.height);
      for (let at = 0; at < pixels.data.length; at++) pixels.data[at] = Math.round(pixels.data[at] / step) * step;
      context.putImageData(pixels, 0, 0);
      return canvas.toDataURL("image/webp", 1);
    },
    { png: picture.toString("base64"), step: COLOUR_STEP },
  );
  return Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
}

async function main() {
  await runScript("build.mjs");
  const server = await servePages({ port: 0 });
  const browser = await launchBrowser();
  try {
    const page = await open(browser, server.url);
    const picture = await page.screenshot({ path: path.join(ROOT, "assets", "workbench.png") });
    writeFileSync(path.join(ROOT, "assets", "workbench.webp"), await small(browser, picture));
  } finally {
    await browser.close();
    await server.close();
  }
}

main().catch(fail);
