// Accelerators, open-weight models and the measurements of serving one on the other.
import { readFileSync } from "node:fs";
import { readRecords } from "./csv.mjs";
import { SERVING_SOURCE, withServingFigures } from "./serving.mjs";
import { COMPILED, number, remark, sourceName, sourceStatus } from "./wording.mjs";

/** Server and network on top of the accelerator's own price. */
const SYSTEM_FACTOR = 1.3;

/** Prices that are not those of one accelerator: how many share it, and whether it is a complete system already. */
const PRICE_UNITS = {
  gb200: { accelerators: 2, basis: "half of a superchip's 60,000 to 70,000 (recalled)" },
  "cerebras-wse3": { accelerators: 1, complete: true },
};

/** Names the measurements use for accelerators of the table, where neither id nor name says it. */
const MEASURED_NAMES = { "a100-80gb-pcie": "A100 PCIe", "tpu-v7": "TPU v7x" };

/** Names that drivers, vendors and the press print, where neither id nor name says it. */
const OTHER_NAMES = {
  "h100-sxm": ["H100 80GB", "H100 SXM5", "H100-SXM5-80GB", "H100 80GB HBM3", "H100 SXM5 80GB"],
  "h200-sxm": ["H200 141GB", "H200 SXM5", "H200 SXM 141GB"],
  b200: ["B200 SXM"],
  b300: ["B300 SXM"],
  gb200: ["GB200 NVL72"],
  gb300: ["GB300 NVL72"],
  "a100-80gb-sxm": ["A100 80GB", "A100 SXM4", "A100-SXM4-80GB"],
  "groq-lpu": ["Groq", "LPU", "GroqChip"],
  "cerebras-wse3": ["Cerebras", "WSE-3", "Cerebras WSE-3", "Cerebras CS-3"],
};

/** Accelerators the measurements use and the accelerator list lacks. The figures come with the serving parameters. */
const MEASURED_ONLY = [
  {
    id: "gaudi2",
    name: "Gaudi 2",
    vendor: "Intel",
    aliases: "Habana Gaudi2|HL-225",
    release_year: "2022",
    gpus_per_server: "8",
  },
  {
    id: "h200-nvl",
    name: "H200 NVL 141GB",
    measured: "H200 NVL",
    vendor: "NVIDIA",
    aliases: "H200 NVL",
    release_year: "2024",
    gpus_per_server: "8",
  },
  {
    id: "h800-sxm",
    name: "Hopper H800 SXM5 80GB",
    measured: "H800",
    vendor: "NVIDIA",
    aliases: "H800",
    release_year: "2023",
    gpus_per_server: "8",
  },
];

function fromServingParameters(hardware, { measured, ...entry }) {
  const chip = hardware[measured ?? entry.name];
  // A peak repeated from the next wider format means the chip has no faster one.
  const beyond = (value, wider) => (value > wider ? String(value) : "");
  return {
    ...entry,
    status: "shipping",
    memory_gb: String(chip.mem_gb),
    mem_bandwidth_gb_s: String(Math.round(chip.bw_tb_s * 1000)),
    bf16_dense_tflops: String(chip.tf_bf16),
    fp8_dense_tflops: beyond(chip.tf_fp8, chip.tf_bf16),
    fp4_dense_tflops: beyond(chip.tf_fp4, chip.tf_fp8),
    tdp_w: String(chip.tdp_w),
    interconnect_gb_s_bidir: String(chip.link_gb_s * 2),
    source: SERVING_SOURCE,
    evidence: "single",
    as_of: COMPILED,
  };
}

function priced(row) {
  const unit = PRICE_UNITS[row.id] ?? { accelerators: 1 };
  if (row.price_low_usd === "" || row.price_low_usd === undefined) return row;
  const [low, high] = [Number(row.price_low_usd) / unit.accelerators, Number(row.price_high_usd) / unit.accelerators];
  return {
    ...row,
    price_low_usd: String(low),
    price_high_usd: String(high),
    price_basis: unit.basis ?? row.price_basis,
    system_usd: String(Math.round(((low + high) / 2) * (unit.complete ? 1 : SYSTEM_FACTOR) * 100) / 100),
  };
}

/** What stands behind a price range, by the words of its basis. */
function priceEvidence(row) {
  if (!row.price_low_usd) return "";
  if (/claimed/.test(row.price_basis)) return "claim";
  return /recalled|estimate|assumed|used market/.test(row.price_basis) ? "recalled" : "single";
}

function hostPower(row) {
  if (!row.server_overhead_power_w || !row.gpus_per_server) return row;
  return { ...row, host_w_per_gpu: String(Number(row.server_overhead_power_w) / Number(row.gpus_per_server)) };
}

const CLAIMED = ["name", "tokens_per_s", "price_usd", "power_w", "tokens_per_w"];

export function gpus(folder) {
  const { hardware } = JSON.parse(readFileSync(`${folder}/serving-parameters.json`, "utf8"));
  const listed = readRecords(`${folder}/accelerators.csv`).map((row) => {
    const measured = MEASURED_NAMES[row.id];
    const aliases = row.aliases === "" ? [] : row.aliases.split("|");
    if (measured !== undefined) aliases.push(measured);
    aliases.push(...(OTHER_NAMES[row.id] ?? []));
    return {
      ...row,
      aliases: aliases.join("|"),
      price_basis: remark(row.price_basis),
      conflict: remark(row.conflict),
      note: remark(row.note),
      source: sourceName(row.source),
      ...Object.fromEntries(CLAIMED.map((id) => [`claimed_${id}`, row[`seed_${id}`]])),
    };
  });
  const added = MEASURED_ONLY.map((entry) => fromServingParameters(hardware, entry));
  return [...listed, ...added].map((row) => ({
    ...hostPower(priced(row)),
    price_evidence: priceEvidence(row),
    ...withServingFigures(row),
    source_status: sourceStatus({ evidence: row.evidence, source: row.source, kind: "list" }),
  }));
}

/** `Llama-3.3-70B` → `llama-3.3-70b`. */
const modelIdOf = (model) => model.toLowerCase();

/** Vendors' repositories by the name of the maker in the table. */
const REPOSITORY = [
  [/^Llama-3\.1-(.*)$/, "Llama-3.1-$1-Instruct|meta-llama/Llama-3.1-$1-Instruct|meta-llama/Meta-Llama-3.1-$1-Instruct"],
  [/^Llama-3\.3-(.*)$/, "Llama-3.3-$1-Instruct|meta-llama/Llama-3.3-$1-Instruct"],
  [/^Llama-3\.2-(.*)$/, "Llama-3.2-$1-Instruct|meta-llama/Llama-3.2-$1-Instruct"],
  [/^Llama-3-(.*)$/, "Llama-3-$1-Instruct|meta-llama/Meta-Llama-3-$1-Instruct"],
  [/^Llama-2-(.*)$/, "Llama-2-$1-chat|meta-llama/Llama-2-$1-chat-hf|meta-llama/Llama-2-$1-hf"],
  [/^Llama-4-Scout$/, "meta-llama/Llama-4-Scout-17B-16E-Instruct|llama-4-scout-17b-16e"],
  [/^Llama-4-Maverick$/, "meta-llama/Llama-4-Maverick-17B-128E-Instruct|llama-4-maverick-17b-128e"],
  [/^CodeLlama-13B$/, "codellama/CodeLlama-13b-Instruct-hf"],
  [/^Mistral-7B$/, "mistralai/Mistral-7B-Instruct-v0.1|mistralai/Mistral-7B-v0.1"],
  [/^Mistral-Small-3-24B$/, "mistralai/Mistral-Small-24B-Instruct-2501"],
  [/^Mistral-Large-2$/, "mistralai/Mistral-Large-Instruct-2407|mistral-large-2407"],
  [/^(Mixtral-8x\d+B)$/, "$1-Instruct|mistralai/$1-Instruct-v0.1|mistralai/$1-v0.1"],
  [/^(Qwen2\.5-.*)$/, "$1-Instruct|Qwen/$1-Instruct"],
  [/^(Qwen3-Coder-.*)$/, "$1-Instruct|Qwen/$1-Instruct"],
  [/^(Qwen3.*)$/, "Qwen/$1"],
  [/^(DeepSeek-.*)$/, "deepseek-ai/$1"],
  [/^(gpt-oss-.*)$/, "openai/$1"],
  [/^(Gemma-.*)$/, "$1-it|google/$1-it"],
  [/^(Phi-4)$/, "microsoft/$1"],
  [/^(GLM-.*)$/, "zai-org/$1"],
  [/^Kimi-K2$/, "moonshotai/Kimi-K2-Instruct"],
  [/^(Kimi-K2\.5)$/, "moonshotai/$1"],
  [/^(MiniMax-.*)$/, "MiniMaxAI/$1"],
  [/^(MiMo-.*)$/, "XiaomiMiMo/$1"],
  [/^(Nemotron-3-Nano-30B-A3B)$/, "nvidia/NVIDIA-$1|nemotron-3-nano"],
  [/^Nemotron-Super-49B$/, "nvidia/Llama-3_3-Nemotron-Super-49B-v1"],
  [/^Falcon-180B$/, "tiiuae/falcon-180B"],
  [/^GPT-J-6B$/, "EleutherAI/gpt-j-6b"],
];

function modelAliases(model) {
  const match = REPOSITORY.find(([pattern]) => pattern.test(model));
  return match === undefined ? "" : model.replace(match[0], match[1]).replace(/^google\/Gemma/, "google/gemma");
}

/** Which of three ways a row was compared: with a published configuration, with a second table, not at all. */
function modelEvidence(source) {
  if (source.startsWith("recalled")) return "recalled";
  return source.startsWith("HF config.json") ? "checked" : "single";
}

export function models(folder) {
  return readRecords(`${folder}/models.csv`).map((row) => {
    const evidence = modelEvidence(row.source);
    const figures = Object.keys(row).filter((id) => /^(?:layers|hidden|heads|vocab)$|_b$|_bf16$|^kv_|^moe_/.test(id));
    return {
      ...row,
      ...Object.fromEntries(figures.map((id) => [id, number(row[id])])),
      id: modelIdOf(row.model),
      aliases: modelAliases(row.model),
      source: row.source.replace(
        "recalled from published HF config.json: verify",
        "recalled from the published configuration (unverified)",
      ),
      evidence,
      as_of: COMPILED,
      source_status: sourceStatus({ evidence, source: row.source, kind: "list" }),
    };
  });
}

/** The day, month or year a source names last; the compile date where it names none. */
function dateIn(source) {
  const dates = [...source.matchAll(/\b(20\d{2}-\d{2}(?:-\d{2})?)\b/g)].map((match) => match[1]);
  return dates.at(-1) ?? COMPILED;
}

const plain = (name) => name.toLowerCase().replace(/[ _-]/g, "");

export function measurements(folder) {
  const idOfName = new Map();
  for (const gpu of gpus(folder)) {
    for (const name of [gpu.id, gpu.name, ...gpu.aliases.split("|")]) idOfName.set(plain(name), gpu.id);
  }
  const numbers =
    /_tokens$|_ms$|_w$|_total$|_b$|^(?:n_accelerators|tp|pp|attention_dp|ep|mean_len_ratio|batch_or_concurrency|kv_precision|row_id)$/;
  return readRecords(`${folder}/measurements.csv`).map((row) => {
    const acceleratorId = idOfName.get(plain(row.accelerator));
    if (acceleratorId === undefined)
      throw new Error(`measurements.csv, row ${row.row_id}: no accelerator "${row.accelerator}".`);
    return {
      ...Object.fromEntries(Object.entries(row).map(([id, text]) => [id, numbers.test(id) ? number(text) : text])),
      model_id: modelIdOf(row.model),
      accelerator_id: acceleratorId,
      evidence: "single",
      as_of: dateIn(row.source),
      source_status: sourceStatus({ evidence: "single", source: row.source, kind: "measured" }),
    };
  });
}
