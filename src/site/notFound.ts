import type { SiteContent, SitePage } from "./content";
import { html } from "./markup";

/**
 * Hosts show this page at any address, where a relative link would lead astray: it needs no other file, and its links
 * are whole where the site's address is known.
 */
export function notFoundPage({ address = "" }: SiteContent): SitePage {
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>No such page – INFER for Excel</title>
<meta name="description" content="There is no page at this address.">
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
