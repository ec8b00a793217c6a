// webpack loader of the workbench and the command line; Excel's own bundle uses Microsoft's plugin instead.
import { withAssociations } from "./associations.mjs";

export default function associateLoader(source) {
  return withAssociations(source, this.resourcePath);
}
