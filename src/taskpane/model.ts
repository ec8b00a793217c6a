/** What the pane shows, as plain data, and how each action of the user changes it. */

export const TABS = [
  { id: "insert", title: "Insert" },
  { id: "functions", title: "Functions" },
  { id: "data", title: "Data" },
  { id: "simulate", title: "Simulate" },
  { id: "check", title: "Check" },
] as const;

export type TabId = (typeof TABS)[number]["id"];

export interface Notice {
  readonly kind: "done" | "problem";
  readonly text: string;
}

/** What the Data tab shows in place of its list and of a reference table. */
export type DataPage =
  | { readonly kind: "refresh"; readonly tableName: string }
  | { readonly kind: "ownPrices" }
  | { readonly kind: "usage" };

export interface PaneState {
  readonly tab: TabId;
  readonly query: string;
  /** A group of functions, or "" for all. */
  readonly group: string;
  /** The function whose card is open. */
  readonly functionName: string | undefined;
  /** What stands in the inputs of a card, by function; a function not yet opened has none. */
  readonly typed: Readonly<Record<string, readonly string[]>>;
  /** The table whose card is open. */
  readonly tableName: string | undefined;
  readonly dataPage: DataPage | undefined;
  /** Filters by table. */
  readonly filters: Readonly<Record<string, string>>;
  /** What the last action came to. */
  readonly notice: Notice | undefined;
  /** An action that is under way, in words; "" for one too short to speak of. */
  readonly busy: string | undefined;
}

export const START: PaneState = {
  tab: "insert",
  query: "",
  group: "",
  functionName: undefined,
  typed: {},
  tableName: undefined,
  dataPage: undefined,
  filters: {},
  notice: undefined,
  busy: undefined,
};

export type Change = (state: PaneState) => PaneState;

const quiet = { notice: undefined };

export const selectTab =
  (tab: TabId): Change =>
  (state) => ({ ...state, ...quiet, tab });

/** The tab that an arrow key leads to; round the corner at both ends. */
export function neighbourTab(tab: TabId, key: string): TabId | undefined {
  const index = TABS.findIndex(({ id }) => id === tab);
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: (index + 1) % TABS.length,
    ArrowLeft: (index + TABS.length - 1) % TABS.length,
    Home: 0,
    End: TABS.length - 1,
  };
  return TABS[steps[key] ?? -1]?.id;
}

export const search =
  (query: string): Change =>
  (state) => ({ ...state, query });

export const chooseGroup =
  (group: string): Change =>
  (state) => ({ ...state, group });

/** Opens a card; its inputs hold what was typed before, else the example. */
export const openFunction =
  (name: string, example: readonly string[]): Change =>
  (state) => ({
    ...state,
    ...quiet,
    functionName: name,
    typed: { ...state.typed, [name]: state.typed[name] ?? example },
  });

export const closeFunction: Change = (state) => ({ ...state, ...quiet, functionName: undefined });

export function typedOf(state: PaneState, name: string): readonly string[] {
  return state.typed[name] ?? [];
}

/** What is now in the input at a position; places between are blank. */
export const typeArgument =
  (name: string, position: number, text: string): Change =>
  (state) => {
    const before = typedOf(state, name);
    const length = Math.max(before.length, position + 1);
    const after = Array.from({ length }, (_place, index) => (index === position ? text : (before[index] ?? "")));
    return { ...state, typed: { ...state.typed, [name]: after } };
  };

export const fillArguments =
  (name: string, texts: readonly string[]): Change =>
  (state) => ({ ...state, ...quiet, typed: { ...state.typed, [name]: texts } });

export const openTable =
  (name: string): Change =>
  (state) => ({ ...state, ...quiet, tableName: name });

export const closeTable: Change = (state) => ({ ...state, ...quiet, tableName: undefined });

export const openDataPage =
  (dataPage: DataPage): Change =>
  (state) => ({ ...state, ...quiet, dataPage });

export const closeDataPage: Change = (state) => ({ ...state, ...quiet, dataPage: undefined });

export const filterTable =
  (name: string, filter: string): Change =>
  (state) => ({ ...state, ...quiet, filters: { ...state.filters, [name]: filter } });

export const begin =
  (busy: string): Change =>
  (state) => ({ ...state, ...quiet, busy });

export const finish =
  (notice: Notice): Change =>
  (state) => ({ ...state, busy: undefined, notice });
