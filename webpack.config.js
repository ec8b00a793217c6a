// Five bundles from one source: the add-in (functions and pane on one page), the workbench page, the worker in which
// either page runs simulations, the scripts of the site, the command line.
// tsc checks the types; here they are only removed.
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import CopyPlugin from "copy-webpack-plugin";
import CustomFunctionsMetadataPlugin from "custom-functions-metadata-plugin";
import HtmlWebpackPlugin from "html-webpack-plugin";
import ts from "typescript";
import webpack from "webpack";
import { BundledPackagesPlugin } from "./scripts/bundled-packages-plugin.mjs";
import { FunctionsMetadataPlugin } from "./scripts/functions-metadata-plugin.mjs";
import { OFFICE_CDN } from "./scripts/office-cdn.mjs";

const ROOT = path.dirname(fileURLToPath(import.meta.url));
const FUNCTIONS = path.join(ROOT, "src", "functions");

const BASE_POLICY = [
  "default-src 'none'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];
// Both pages build styles at run time: the grid through style elements, the pane through style attributes of charts.
const STYLES = "style-src 'self' 'unsafe-inline'";
const ADDIN_SCRIPTS = `script-src 'self' ${new URL(OFFICE_CDN).origin}`;
const ADDIN_POLICY = [...BASE_POLICY, STYLES, ADDIN_SCRIPTS, "worker-src 'self'"].join("; ");
const WORKBENCH_POLICY = [...BASE_POLICY, STYLES, "script-src 'self'", "worker-src 'self' blob:"].join("; ");

// The portable functions carry stand-ins for engines of other times; every one we run on has these, and is little-endian.
const BUILT_IN = {
  "@stdlib/assert-is-little-endian": "var true",
  "@stdlib/array-float64": "var Float64Array",
  "@stdlib/array-uint8": "var Uint8Array",
  "@stdlib/array-uint16": "var Uint16Array",
  "@stdlib/array-uint32": "var Uint32Array",
  "@stdlib/constants-float64-ninf": "var -Infinity",
  "@stdlib/constants-float64-pinf": "var Infinity",
  "@stdlib/math-base-assert-is-nan": "var Number.isNaN",
  "@stdlib/math-base-special-abs": "var Math.abs",
  "@stdlib/math-base-special-ceil": "var Math.ceil",
  "@stdlib/math-base-special-floor": "var Math.floor",
  "@stdlib/math-base-special-trunc": "var Math.trunc",
  "@stdlib/number-ctor": "var Number",
  "@stdlib/utils-define-nonenumerable-read-only-property":
    "var (function (object, name, value) { Object.defineProperty(object, name, { value }); })",
};

/** Files that declare functions: everything in src/functions except the entry that imports them. */
function groupFiles() {
  return readdirSync(FUNCTIONS)
    .filter((name) => name.endsWith(".ts") && name !== "index.ts")
    .sort()
    .map((name) => path.join(FUNCTIONS, name));
}

/** `let` for `const`: the types have been checked by then, and the shorter word saves more than any other change. */
function shortDeclarations(context) {
  const visit = (node) => {
    const visited = ts.visitEachChild(node, visit, context);
    if (!ts.isVariableDeclarationList(visited) || (visited.flags & ts.NodeFlags.Const) === 0) return visited;
    return context.factory.createVariableDeclarationList(visited.declarations, ts.NodeFlags.Let);
  };
  return (file) => ts.visitNode(file, visit);
}

const typescript = {
  loader: "ts-loader",
  options: {
    transpileOnly: true,
    compilerOptions: { noEmit: false },
    getCustomTransformers: () => ({ after: [shortDeclarations] }),
  },
};

// Vocabularies and tables are data: minifying them takes long and saves nothing after gzip.
const DATA_SCRIPT = /(?:^|\/)(tokens-.*|tables|catalog)(\.[0-9a-f]+)?\.js$/;
const dataAsItIs = {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap("DataAsItIs", (compilation) => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONS;
      compilation.hooks.processAssets.tap({ name: "DataAsItIs", stage }, () => {
        for (const name of Object.keys(compilation.assets).filter((asset) => DATA_SCRIPT.test(asset))) {
          compilation.updateAsset(name, (source) => source, { minimized: true });
        }
      });
    });
  },
};

/** Names for a host: a changed file has another name, so that browsers may keep the others for ever. */
const contentHash = ({ hashed }) => (hashed ? ".[contenthash:12]" : "");

/** Tables with a company's own rows stand in for ours. */
function ownTables(file) {
  if (file === undefined) return [];
  return [
    new webpack.NormalModuleReplacementPlugin(/[\\/]generated[\\/]tables$/, (resource) => {
      resource.request = file;
    }),
  ];
}

function base(name, build) {
  const { mode, outDir, tables } = build;
  const hash = contentHash(build);
  return {
    name,
    mode,
    context: ROOT,
    target: ["web", "es2022"],
    devtool: mode === "development" ? "source-map" : false,
    output: {
      path: outDir,
      filename: `[name]${hash}.js`,
      uniqueName: `infer-${name}`,
      cssFilename: `[name]${hash}.css`,
      assetModuleFilename: `assets/[name]${hash}[ext]`,
    },
    resolve: { extensions: [".ts", ".js", ".json"] },
    module: {
      parser: { javascript: { exportsPresence: "error" } },
      rules: [{ test: /\.ts$/, exclude: /node_modules/, use: typescript }],
    },
    externals: BUILT_IN,
    experiments: { css: true },
    plugins: ownTables(tables),
    // The sizes that matter are checked by scripts/sizes.mjs.
    performance: { hints: false },
    cache: {
      type: "filesystem",
      name: `${name}-${mode}`,
      cacheDirectory: path.join(ROOT, ".cache", "webpack"),
      buildDependencies: { config: [fileURLToPath(import.meta.url)] },
    },
    stats: "errors-warnings",
  };
}

/** Without Excel's plugin the functions register through the same lines, made from the catalog. */
function withoutExcel(config) {
  const group = {
    test: /\.ts$/,
    include: groupFiles(),
    enforce: "pre",
    use: path.join(ROOT, "scripts", "associate-loader.mjs"),
  };
  return { ...config, module: { ...config.module, rules: [...config.module.rules, group] } };
}

function page(name, policy, chunks) {
  return new HtmlWebpackPlugin({
    filename: `${name}.html`,
    template: path.join(ROOT, "src", name, `${name}.html`),
    chunks,
    chunksSortMode: "manual",
    inject: "body",
    scriptLoading: "blocking",
    minify: false,
    templateParameters: { policy, officeUrl: OFFICE_CDN },
  });
}

/** What may be assumed of our own code: no arrow function is called with `new`, and reading a property does nothing else. */
const SHORTER = {
  compress: { passes: 2, unsafe_arrows: true, unsafe_methods: true, pure_getters: true },
};

function addin(build) {
  const config = base("addin", build);
  return {
    ...config,
    entry: {
      functions: "./src/functions/index.ts",
      taskpane: { import: "./src/taskpane/index.ts", dependOn: "functions" },
    },
    optimization: {
      // The page stays as readable as it was written.
      minimizeOptions: { html: false, javascript: SHORTER },
      // Short names within the scripts: the functions have to be there before the first cell calculates.
      ...(build.mode === "production" && { moduleIds: "natural", mangleExports: "size" }),
      splitChunks: {
        cacheGroups: {
          // Only tabs of the pane read the whole catalog; they share it.
          catalog: {
            test: /[\\/]generated[\\/]catalog\.json$/,
            name: "catalog",
            chunks: "all",
            enforce: true,
            priority: 1,
          },
          // The tables and what reads them.
          tables: {
            test: /[\\/](generated|src[\\/]data)[\\/]/,
            name: "tables",
            chunks: "initial",
            enforce: true,
          },
        },
      },
    },
    plugins: [
      ...config.plugins,
      new CustomFunctionsMetadataPlugin({ output: "functions.json", input: groupFiles() }),
      dataAsItIs,
      new FunctionsMetadataPlugin({ metadata: "functions.json", script: /^functions(\.[0-9a-f]+)?\.js$/ }),
      page("taskpane", ADDIN_POLICY, ["functions", "taskpane"]),
      new CopyPlugin({
        patterns: [
          { from: "manifest.xml", to: "manifest.xml" },
          { from: "assets/icon*", to: "assets/[name][ext]" },
          { from: "LICENSE", to: "LICENSE.txt", toType: "file" },
        ],
      }),
      new BundledPackagesPlugin(build.onPackages),
    ],
  };
}

function workbench(build) {
  const config = withoutExcel(base("workbench", build));
  return {
    ...config,
    entry: { workbench: "./src/workbench/index.ts" },
    // The add-in has chunks of the same names with other contents.
    output: { ...config.output, chunkFilename: `workbench/[name]${contentHash(build)}.js` },
    // Its packages come nearly minified: another pass would take minutes to save a twentieth.
    optimization: { minimize: false },
    plugins: [
      ...config.plugins,
      page("workbench", WORKBENCH_POLICY, ["workbench"]),
      new BundledPackagesPlugin(build.onPackages),
    ],
  };
}

/** One script with everything a simulation may call, which a page loads when it starts one: new Worker("simulation.js"). */
function simulation(build) {
  const config = withoutExcel(base("simulation", build));
  return {
    ...config,
    target: ["webworker", "es2022"],
    entry: { simulation: "./src/functions/riskWorker.ts" },
    // The pages know it by this name.
    output: { ...config.output, filename: "[name].js" },
    plugins: [
      ...config.plugins,
      // A model cannot call TOKENS, so that nothing here loads a vocabulary.
      new webpack.IgnorePlugin({ resourceRegExp: /^gpt-tokenizer\// }),
      new BundledPackagesPlugin(build.onPackages),
    ],
  };
}

/** What the pages of the site run: a small script, and the functions where a visitor begins to calculate. */
function site(build) {
  const config = withoutExcel(base("site", build));
  const tables = { test: /[\\/]generated[\\/]tables\.js$/, name: "tables", chunks: "async", enforce: true };
  return {
    ...config,
    entry: { site: "./src/site/browser/start.ts" },
    output: { ...config.output, chunkFilename: "scripts/[name].js" },
    optimization: { splitChunks: { cacheGroups: { tables } } },
    plugins: [...config.plugins, dataAsItIs, new BundledPackagesPlugin(build.onPackages)],
  };
}

function commandLine(build) {
  const config = withoutExcel(base("cli", build));
  return {
    ...config,
    target: "node20.19",
    devtool: false,
    entry: { infer: "./src/cli/index.ts" },
    // What a command does not need, such as the spreadsheet engine or a vocabulary, is another file that it does not read.
    output: { path: build.outDir, filename: "[name].cjs", chunkFilename: "[name].cjs" },
    optimization: { minimize: false },
  };
}

/**
 * @param {{mode?: string, out?: string, only?: string}} env `only`: addin, workbench, simulation, site or cli; the first three by default
 * @param {{mode?: string, onPackages?: (directories: readonly string[]) => void, hashed?: boolean, tables?: string}} [options]
 * `hashed`: names with a content hash; `tables`: a packed file of tables instead of the generated one
 */
export default function configurations(env = {}, options = {}) {
  const mode = env.mode ?? options.mode ?? "production";
  const outDir = path.resolve(ROOT, env.out ?? "dist");
  const { onPackages = () => undefined, hashed = false, tables } = options;
  const build = { mode, outDir, onPackages, hashed, tables };
  const all = {
    addin: () => addin(build),
    workbench: () => workbench(build),
    simulation: () => simulation(build),
    site: () => site(build),
    cli: () => commandLine(build),
  };
  const wanted = env.only === undefined ? ["addin", "workbench", "simulation"] : env.only.split(",");
  return wanted.map((name) => all[name]());
}
