import { type Figures, figure } from "./narrativeFigures";

type Said = string | undefined;

const mtok = (volume: number): string => `${figure(volume)} million tokens a month`;

/** Hosting a model against an API, from the names of the model "Self-host or API". */
export const HOSTING_SENTENCES: readonly ((figures: Figures) => Said)[] = [
  (figures) => {
    const [volume, api, hosting] = ["volume_mtok_per_month", "api_usd_per_month", "hosting_usd_per_month"].map((name) =>
      figures.number(name),
    );
    if (volume === undefined || api === undefined || hosting === undefined) return undefined;
    const costs = `At ${mtok(volume)} the API costs ${figure(api)} USD and hosting ${figure(hosting)} USD`;
    if (api === hosting) return `${costs}: the same.`;
    const [cheaper, by] = api < hosting ? ["the API", hosting - api] : ["hosting", api - hosting];
    return `${costs}: ${cheaper} is cheaper by ${figure(by)} USD.`;
  },
  (figures) => {
    const from = figures.number("break_even_mtok_per_month");
    if (from !== undefined) return `Hosting stays cheaper from ${mtok(from)} on.`;
    return figures.word("break_even_mtok_per_month") === undefined
      ? undefined
      : "At these prices hosting stays cheaper at no volume.";
  },
  (figures) => {
    const [low, high] = ["low", "high"].map((end) => {
      const name = `break_even_at_${end}_throughput`;
      const from = figures.number(name);
      return from === undefined ? figures.word(name) : `from ${figure(from)}`;
    });
    if (low === undefined || high === undefined || low === high) return undefined;
    return `With throughput at the low end of its band that is ${low}, at the high end ${high}.`;
  },
];
