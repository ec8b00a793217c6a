// `npm run excel` (Windows and Mac): builds, serves the add-in over https with a development certificate and loads it
// into Excel. Microsoft's two tools are fetched when this is first run; nothing else of the project needs them.
import "./node-version.mjs";
import { readFileSync } from "node:fs";
import https from "node:https";
import os from "node:os";
import path from "node:path";
import { Failure, fail, installPackages, npm, ROOT, runScript } from "./project.mjs";
import { pagesListener } from "./serve.mjs";

const PORT = 3000; // the address that manifest.xml names
const CERTIFICATES = "office-addin-dev-certs@3.0.0";
const DEBUGGING = "office-addin-debugging@7.0.0";
const CERTIFICATE_FOLDER = path.join(os.homedir(), ".office-addin-dev-certs");

async function npx(pinned, args) {
  const code = await npm([
    "exec",
    "--yes",
    `--package=${pinned}`,
    "--",
    pinned.slice(0, pinned.lastIndexOf("@")),
    ...args,
  ]);
  if (code !== 0) throw new Failure(`${pinned} ${args.join(" ")} failed (exit code ${code}).`);
}

function serveSecurely() {
  const read = (name) => readFileSync(path.join(CERTIFICATE_FOLDER, name));
  const credentials = { key: read("localhost.key"), cert: read("localhost.crt") };
  const server = https.createServer(credentials, pagesListener({ localOffice: false }));
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const taken = `Port ${PORT} is taken, and manifest.xml names it: end the program that uses it, then try again.`;
      reject(error.code === "EADDRINUSE" ? new Failure(taken) : error);
    });
    server.listen(PORT, "localhost", () => resolve(server));
  });
}

async function main() {
  if (process.platform !== "win32" && process.platform !== "darwin") {
    throw new Failure(
      "Excel runs on Windows and Mac only. Here `npm start` opens the same functions in the workbench.",
    );
  }
  await installPackages();
  await runScript("build.mjs");
  await npx(CERTIFICATES, ["install"]);
  const server = await serveSecurely();
  const manifest = path.join(ROOT, "manifest.xml");
  console.log(`The add-in is served at https://localhost:${PORT}. Ctrl-C takes it out of Excel again and ends.`);
  process.once("SIGINT", () => {
    npx(DEBUGGING, ["stop", manifest])
      .catch((error) => console.error(error.message))
      .finally(() => {
        server.closeAllConnections();
        server.close(() => process.exit(0));
      });
  });
  await npx(DEBUGGING, ["start", manifest, "desktop", "--no-debug"]);
}

main().catch(fail);
