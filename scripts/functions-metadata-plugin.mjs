// Finishes functions.json after Microsoft's generator: an error in an input cell must reach our code instead of
// stopping the call, and every id must have its function and every function its id.
import webpack from "webpack";

const NAME = "FunctionsMetadataPlugin";
const ASSOCIATE = /\bassociate\(\s*"([A-Z][A-Z0-9._]*)"/g;

/** functions.json as Excel needs it. @param {string} json the generator's text */
export function finishedMetadata(json) {
  const metadata = JSON.parse(json);
  return { allowErrorForDataTypeAny: true, ...metadata };
}

/**
 * What is wrong between the ids of the metadata and the `associate` calls of the bundle, as sentences.
 * @param {readonly string[]} ids @param {string} bundle
 */
export function registrationFaults(ids, bundle) {
  const associated = [...bundle.matchAll(ASSOCIATE)].map((match) => match[1]);
  const twice = (list) => [...new Set(list.filter((id, index) => list.indexOf(id) !== index))];
  return [
    ...twice(ids).map((id) => `${id} is declared twice in functions.json.`),
    ...twice(associated).map((id) => `${id} is associated twice in the bundle.`),
    ...ids.filter((id) => !associated.includes(id)).map((id) => `${id} is declared but no function is associated.`),
    ...associated.filter((id) => !ids.includes(id)).map((id) => `${id} is associated but not declared.`),
  ];
}

export class FunctionsMetadataPlugin {
  /** @param {{metadata: string, script: RegExp}} names of the two assets; a script's name may carry its hash */
  constructor(names) {
    this.names = names;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      const { PROCESS_ASSETS_STAGE_ADDITIONS: add, PROCESS_ASSETS_STAGE_REPORT: report } = webpack.Compilation;
      compilation.hooks.processAssets.tap({ name: NAME, stage: add }, () => this.finish(compilation));
      compilation.hooks.processAssets.tap({ name: NAME, stage: report }, () => this.check(compilation));
    });
  }

  finish(compilation) {
    if (compilation.getAsset(this.names.metadata) === undefined) {
      compilation.errors.push(new webpack.WebpackError(`${this.names.metadata} is missing: no function was found.`));
      return;
    }
    compilation.updateAsset(this.names.metadata, (source) => {
      return new webpack.sources.RawSource(JSON.stringify(finishedMetadata(source.source().toString())));
    });
  }

  check(compilation) {
    const metadata = compilation.getAsset(this.names.metadata);
    if (metadata === undefined) return;
    const script = compilation.getAssets().find(({ name }) => this.names.script.test(name));
    if (script === undefined) {
      compilation.errors.push(new webpack.WebpackError("There is no functions script to check against the metadata."));
      return;
    }
    const ids = JSON.parse(metadata.source.source().toString()).functions.map((fn) => fn.id);
    for (const fault of registrationFaults(ids, script.source.source().toString())) {
      compilation.errors.push(new webpack.WebpackError(fault));
    }
  }
}
