/** docs/functions.md: the public surface in one page, by group. Its diff is the review of a change to it. */
export function functionReference(entries) {
  const groups = [...new Set(entries.map(({ group }) => group))];
  const index = groups.map((group) => {
    const names = entries
      .filter((entry) => entry.group === group)
      .map(({ name }) => `[${name}](#${name.toLowerCase()})`);
    return `- **${group}**: ${names.join(" · ")}`;
  });
  const body = groups.flatMap((group) => [
    `## ${group}`,
    "",
    `How these numbers are made, and how far they hold: [methodology](methodology/${group.toLowerCase()}.md).`,
    "",
    ...entries.filter((entry) => entry.group === group).flatMap(section),
  ]);
  return `${[
    "<!-- Made from the functions' own documentation by scripts/build-catalog.mjs. Do not edit. -->",
    "# Functions",
    "",
    `${entries.length} functions in the namespace INFER. Shares are 0 to 1 (60% is 0.6). Square brackets mark what may be left out.`,
    "Which function answers which question is in [questions](questions.md), what the words mean in the [glossary](glossary.md).",
    "",
    ...index,
    "",
    "Bad input gives an error in its own cell: `#VALUE!` for a wrong type or a value out of range, `#N/A` for what is not in a table or has no",
    "solution, `#DIV/0!` for a zero divisor, `#NUM!` for a result too large; the sentence beside it names the argument, what was given and the fix.",
    "",
    ...body,
  ].join("\n")}`.replace(/\n+$/, "\n");
}

const SHAPES = {
  B: "One value; any argument may be a range, and the result spills.",
  S: "Ranges in, one value out.",
  T: "A table that spills with its headers; `field` names a column, a row or `row.column` to get that alone.",
};

function section(entry) {
  const signature = entry.arguments.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(", ");
  return [
    `### ${entry.name}`,
    "",
    entry.summary,
    "",
    `\`=INFER.${entry.name}(${signature})\``,
    "",
    `**Formula** ${entry.formula}`,
    "",
    `**Returns** ${entry.returns} ${SHAPES[entry.shape]}`,
    "",
    "| argument | what it is | unit | default |",
    "|---|---|---|---|",
    ...entry.arguments.map(
      ({ name, description, unit, optional, default: fallback }) =>
        `| ${name} | ${escaped(description)} | ${escaped(unit)} | ${optional ? escaped(fallback) : "required"} |`,
    ),
    "",
    ...entry.remarks.flatMap((remark) => [remark, ""]),
    ...entry.examples.map(({ formula, result }) => `- \`${formula}\` → ${result}`),
    "",
  ];
}

const escaped = (text) => text.replaceAll("|", "\\|");
