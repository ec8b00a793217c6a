import { between, share } from "../checks";
import { badArgument } from "../errors";
import { itemName } from "../lists";

export interface StackSavings {
  readonly savings: readonly number[];
  readonly adoption?: readonly number[] | undefined;
}

/** Savings act on what the others leave: 1 − Π(1 − aᵢsᵢ). Their order does not matter. */
export function stackSavings({ savings, adoption = [1] }: StackSavings): number {
  if (adoption.length !== 1 && adoption.length !== savings.length) {
    throw badArgument(
      `adoption must be one share or one for each of the ${savings.length} savings; you gave ${adoption.length}.`,
    );
  }
  const remaining = savings.reduce((rest, saving, index) => {
    checkSaving(itemName("savings", index, savings.length), saving);
    const place = adoption.length === 1 ? 0 : index;
    const adopted = adoption[place] ?? 1;
    share({ [itemName("adoption", place, adoption.length)]: adopted });
    return rest * (1 - adopted * saving);
  }, 1);
  return 1 - remaining;
}

/** A lever can cost more than it saves (a cache that is rarely hit), but none saves more than all. */
export function checkSaving(name: string, saving: number): void {
  if (saving > 1) share({ [name]: saving });
  between({ [name]: saving }, -1, 1);
}
