/** "1 row", "1,486 rows" */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** "+12.5 %": a share that says whether it is more or less. */
export function signedPercent(share: number): string {
  const percent = (share * 100).toLocaleString("en-US", { maximumFractionDigits: 1 });
  return `${share > 0 ? "+" : ""}${percent === "-0" ? "0" : percent.replace("-", "−")} %`;
}
