// A file server for this computer only: the built pages over plain http on 127.0.0.1.
import { createReadStream } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { OFFICE_CDN } from "./office-cdn.mjs";
import { DIST, Failure, ROOT } from "./project.mjs";

const OFFICE_FOLDER = path.join(ROOT, "node_modules", "@microsoft", "office-js", "dist");
const LOCAL_OFFICE = "/office/office.js";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".xml": "text/xml; charset=utf-8",
};

/**
 * The file a request path names below one of the mounted folders; undefined for anything else, whatever the tricks.
 * @param {string} pathname as it stands in the URL @param {readonly {prefix: string, folder: string}[]} mounts
 */
export async function resolveFile(pathname, mounts) {
  let decoded;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    // A malformed escape names no file.
    return undefined;
  }
  if (decoded.includes("\0") || decoded.includes("\\") || decoded.split("/").some((part) => part.startsWith("."))) {
    return undefined;
  }
  const mount = mounts.find(({ prefix }) => decoded.startsWith(prefix));
  if (mount === undefined) return undefined;
  const file = path.join(mount.folder, decoded.slice(mount.prefix.length));
  try {
    const [real, root] = await Promise.all([realpath(file), realpath(mount.folder)]);
    const inside = real.startsWith(root + path.sep);
    return inside && (await stat(real)).isFile() ? real : undefined;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EINVAL", "ENAMETOOLONG"].includes(error.code)) return undefined;
    throw error;
  }
}

function send(request, response, status, type, body) {
  response.writeHead(status, {
    "Content-Type": type,
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

async function sendFile(request, response, file, localOffice) {
  const type = TYPES[path.extname(file).toLowerCase()] ?? "application/octet-stream";
  if (localOffice && file.endsWith(".html")) {
    const page = await readFile(file, "utf8");
    send(request, response, 200, type, page.replaceAll(OFFICE_CDN, LOCAL_OFFICE));
    return;
  }
  const { size } = await stat(file);
  response.writeHead(200, {
    "Content-Type": type,
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Content-Length": size,
  });
  if (request.method === "HEAD") response.end();
  else
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
}

/**
 * Answers requests for the built pages.
 * @param {{dist?: string, localOffice?: boolean}} [options] `localOffice`: pages get office.js from the installed package
 * instead of Microsoft's network, for work without a connection
 * @returns {import("node:http").RequestListener}
 */
export function pagesListener({ dist = DIST, localOffice = true } = {}) {
  const mounts = [
    ...(localOffice ? [{ prefix: "/office/", folder: OFFICE_FOLDER }] : []),
    { prefix: "/", folder: dist },
  ];
  const answer = async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD");
      send(request, response, 405, "text/plain; charset=utf-8", "Only GET and HEAD are answered here.\n");
      return;
    }
    const [pathname] = request.url.split(/[?#]/);
    const wanted = pathname === "/" ? ["/index.html", "/workbench.html"] : [pathname];
    for (const candidate of wanted) {
      const file = await resolveFile(candidate, mounts);
      if (file !== undefined) {
        await sendFile(request, response, file, localOffice);
        return;
      }
    }
    send(request, response, 404, "text/plain; charset=utf-8", "There is no such page.\n");
  };
  return (request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else send(request, response, 500, "text/plain; charset=utf-8", "The page could not be read.\n");
    });
  };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.removeListener("error", reject);
      resolve(server.address().port);
    });
  });
}

/**
 * Starts the server, on the next free port if the wanted one is taken.
 * @param {{port?: number, dist?: string, localOffice?: boolean, onTaken?: (port: number) => void}} [options] port 0: any
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>}
 */
export async function servePages({ port = 0, onTaken = () => undefined, ...options } = {}) {
  const last = Math.min(port + 20, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    const server = http.createServer(pagesListener(options));
    try {
      const bound = await listen(server, candidate);
      const close = () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
      return { url: `http://127.0.0.1:${bound}`, port: bound, close };
    } catch (error) {
      if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
      onTaken(candidate);
    }
  }
  throw new Failure(`No port from ${port} to ${last} is free. Name another: npm start -- --port 8080`);
}
