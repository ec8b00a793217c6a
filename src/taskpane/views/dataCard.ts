/** What the Data tab shows in place of its list. */
export interface DataCard {
  readonly element: HTMLElement;
  /** Takes the focus when the card opens. */
  readonly heading: HTMLElement;
}
