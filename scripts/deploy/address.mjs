// Where the add-in will be served from, and the manifest that says so.
import { Failure } from "../project.mjs";

/** The address the manifest of the sources names, for work on this computer. */
const DEVELOPMENT = "https://localhost:3000";

/**
 * @param {string} text what was given as --url
 * @returns {{base: string, origin: string, prefix: string}} `base` without a slash at its end; `prefix` is its path with
 * one at both ends
 * @throws Failure with a sentence if Office could not load an add-in from there
 */
export function deployAddress(text) {
  const refuse = (why) =>
    new Failure(`--url ${why}; you gave ${text}. Example: --url https://addins.example.com/infer`);
  if (!URL.canParse(text)) throw refuse("must be the https address of the folder that will be served");
  const { protocol, origin, pathname, search, hash, username, password } = new URL(text);
  if (protocol !== "https:") throw refuse("must begin with https://, because Office loads add-ins over https only");
  if (username !== "" || password !== "") throw refuse("must not hold a name or password: the manifest is public");
  if (search !== "" || hash !== "") throw refuse("must end with a folder, without ? or #");
  if (/\.(html?|xml|json|js)$/i.test(pathname)) throw refuse("must name the folder, not a file in it");
  const path = pathname.replace(/\/+$/, "");
  return { base: `${origin}${path}`, origin, prefix: `${path}/` };
}

const escaped = (text) => text.replaceAll("&", "&amp;");

/**
 * The manifest for an address instead of this computer.
 * @param {string} xml of the sources @param {{base: string, origin: string}} address
 */
export function deployedManifest(xml, { base, origin }) {
  return xml
    .replaceAll(`<AppDomain>${DEVELOPMENT}</AppDomain>`, () => `<AppDomain>${origin}</AppDomain>`)
    .replaceAll(`"${DEVELOPMENT}/`, () => `"${escaped(base)}/`);
}
