import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance } from "../../src/engine/editDistance";

test.each([
  ["gpt-4o", "gpt-4o", 0, "the same word"],
  ["", "h100", 4, "everything is added"],
  ["h100", "", 4, "everything is removed"],
  ["gpt4o", "gpt-4o", 1, "one letter added"],
  ["h100", "h200", 1, "one letter changed"],
  ["kitten", "sitting", 3, "the textbook's example"],
])("from %j to %j it takes %i: %s", (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits);
});

test("it is the same both ways, never more than the longer word, and never less than the difference in length", () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const edits = editDistance(a, b);
      expect(editDistance(b, a)).toBe(edits);
      expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(edits).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      expect(edits === 0).toBe(a === b);
    }),
  );
});
