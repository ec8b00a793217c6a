// Tells which npm packages really are in a bundle, for the third-party notices.
const NAME = "BundledPackagesPlugin";
const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

export class BundledPackagesPlugin {
  /** @param {(directories: readonly string[]) => void} report called with the packages' folders after each build */
  constructor(report) {
    this.report = report;
  }

  apply(compiler) {
    compiler.hooks.afterEmit.tap(NAME, (compilation) => {
      const directories = new Set();
      for (const chunk of compilation.chunks) {
        for (const module of compilation.chunkGraph.getChunkModulesIterable(chunk)) {
          for (const part of module.modules ?? [module]) {
            const found = PACKAGE.exec(part.resource ?? "");
            if (found !== null) directories.add(found[1]);
          }
        }
      }
      this.report([...directories].sort());
    });
  }
}
