// Serves one map of the figure at a time under the real style sheets, islands and Content-Security-Policy.
// The markup comes from the server's own code: `cargo run -p web --example figure_page -- DIR` (or FIGURE_MARKUP=DIR).

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const markup = process.env.FIGURE_MARKUP ?? join(root, "e2e/fixtures/markup");
const types = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
});
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** @param {string} path */
function answer(path) {
  if (path === "/submitted.html") return "<!doctype html><html lang=en><title>Saved</title><h1>Saved</h1></html>";
  if (path.startsWith("/assets/")) return readFileSync(join(root, "crates/web", normalize(path)));
  if (path.startsWith("/islands/")) return readFileSync(join(root, "crates/web", normalize(path)));
  const [, name, plain] = /^\/(\w+)(-plain)?\.html$/.exec(path) ?? [];
  if (!name) return null;
  const page = readFileSync(join(root, "e2e/fixtures/body-map.html"), "utf8");
  const script = '<script type="module" src="/islands/body-map.js"></script>';
  return page
    .replace("<!-- script -->", plain ? "" : script)
    .replace("<!-- map -->", () => readFileSync(join(markup, `${name}.html`), "utf8"));
}

/** @returns {Promise<{ url: string, close: () => void }>} */
export async function serve() {
  if (!process.env.FIGURE_MARKUP || !existsSync(markup)) {
    mkdirSync(markup, { recursive: true });
    execFileSync("cargo", ["run", "-q", "-p", "web", "--example", "figure_page", "--", markup], { cwd: root, stdio: "inherit" });
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    try {
      const body = answer(path);
      if (body === null) throw new Error("not found");
      response.setHeader("Content-Type", types[extname(path)] ?? "application/octet-stream");
      response.setHeader("Content-Security-Policy", policy);
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end("not found");
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(null)));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
