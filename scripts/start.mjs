// `npm start`: everything a fresh clone needs, then the workbench and the add-in's page on this computer.
import "./node-version.mjs";
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { Failure, fail, installPackages, runScript } from "./project.mjs";
import { servePages } from "./serve.mjs";

const DEFAULT_PORT = 3000;

function options() {
  try {
    const { values } = parseArgs({ options: { port: { type: "string" }, "no-open": { type: "boolean" } } });
    const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new Failure(`--port must be a whole number from 0 to 65535; you gave ${values.port}.`);
    }
    return { port, open: values["no-open"] !== true };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${error.message} Usage: npm start -- [--port N] [--no-open]`);
  }
}

function openerFor(url) {
  if (process.platform === "win32") return ["rundll32", ["url.dll,FileProtocolHandler", url]];
  if (process.platform === "darwin") return ["open", [url]];
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  return hasDisplay ? ["xdg-open", [url]] : undefined;
}

// The address is printed either way; a computer without a browser or a screen is no failure.
function openBrowser(url) {
  const opener = process.env.CI || process.env.SSH_CONNECTION ? undefined : openerFor(url);
  if (opener === undefined) return;
  const child = spawn(opener[0], opener[1], { stdio: "ignore", detached: true });
  child.on("error", () => console.log("No browser could be opened: open the address above yourself."));
  child.unref();
}

async function main() {
  const { port, open } = options();
  await installPackages();
  await runScript("build.mjs");
  const server = await servePages({
    port,
    onTaken: (taken) => console.log(`Port ${taken} is taken by another program; trying ${taken + 1}.`),
  });
  console.log(`\nWorkbench:      ${server.url}/workbench.html`);
  console.log(`Add-in's page:  ${server.url}/taskpane.html`);
  console.log("\nBoth are served to this computer only. Ctrl-C ends it.");
  const stop = () => {
    server.close().then(() => process.exit(0), fail);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  if (open) openBrowser(`${server.url}/workbench.html`);
}

main().catch(fail);
