// Imported first by every command, so that an old Node hears a sentence instead of a stack of errors.
const MINIMUM = [20, 19];
const given = process.versions.node.split(".").map(Number);

if (given[0] < MINIMUM[0] || (given[0] === MINIMUM[0] && given[1] < MINIMUM[1])) {
  console.error(
    `INFER needs Node ${MINIMUM.join(".")} or later; this is Node ${process.versions.node}. Install a current one from nodejs.org.`,
  );
  process.exit(1);
}
