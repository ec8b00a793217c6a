/** Small facts that a browser keeps about its user's visits, such as that the tour was skipped. */
export interface Remarks {
  has(fact: string): boolean;
  note(fact: string): void;
}

const PREFIX = "infer-workbench.";

/** Where storage is forbidden facts last as long as the page. */
export class BrowserRemarks implements Remarks {
  private readonly noted = new Set<string>();

  has(fact: string): boolean {
    return this.noted.has(fact) || this.storage()?.getItem(PREFIX + fact) != null;
  }

  note(fact: string): void {
    this.noted.add(fact);
    try {
      this.storage()?.setItem(PREFIX + fact, "1");
    } catch (thrown) {
      // A full or read-only storage: the fact lasts as long as the page.
      if (!(thrown instanceof DOMException)) throw thrown;
    }
  }

  private storage(): Storage | undefined {
    try {
      return window.localStorage;
    } catch (thrown) {
      if (thrown instanceof DOMException) return undefined;
      throw thrown;
    }
  }
}
