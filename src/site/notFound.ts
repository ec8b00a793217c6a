import { createHash } from "node:crypto";
import type { SiteContent, SitePage } from "./content";
import { html, markup } from "./markup";

const STYLE = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:560px;padding:15vh 24px;color:#1b1f24;background:#fff;font:17px/1.6 "Segoe UI",system-ui,sans-serif}
h1{font-size:28px;line-height:1.2;color:#0f3b66}
a{color:#0f548c}
@media (prefers-color-scheme:dark){body{color:#e8eaed;background:#16191d}h1{color:#cfe4fa}a{color:#7cbaf7}}`;

/**
 * Hosts show this page at any address, where a relative link would lead astray: it needs no other file, and its links
 * are whole where the site's address is known.
 */
export function notFoundPage({ address = "" }: SiteContent): SitePage {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>No such page – INFER for Excel</title>
<meta name="description" content="There is no page at this address.">
<style>${markup(STYLE)}</style>
</head>
<body>
<main>
<h1>There is no page at this address</h1>
<p>It may have moved. Begin at the <a href="${address}index.html">start page</a>, or look in the <a href="${address}functions/index.html">function reference</a> and the <a href="${address}questions.html">questions</a>.</p>
</main>
</body>
</html>
`;
  return { path: "404.html", html: whole.text };
}
