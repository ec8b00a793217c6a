import "../../../src/functions";

export { gridWorkbook } from "../../../src/host/sheet";
export { planOf, templates } from "../../../src/templates";
export { nodeGrid } from "../../../test/host/nodeGrid";
