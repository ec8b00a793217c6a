import fc from "fast-check";
import { expect, it } from "vitest";
import { settingsOfXml, settingsXml } from "../../src/host/settings";

it("come back from their XML part as they went in", () => {
  const key = fc.string({ minLength: 1 }).filter((text) => text !== "__proto__");
  fc.assert(
    fc.property(fc.dictionary(key, fc.string({ unit: "binary" })), (settings) => {
      expect(settingsOfXml(settingsXml(settings))).toEqual({ ...settings });
    }),
  );
});

it("are read from what another program has written anew: a prefix, a declaration, references to characters", () => {
  const xml = `<?xml version="1.0"?><a:settings xmlns:a='urn:infer-for-excel:settings'>{&#34;k&quot;:"&#x41;"}</a:settings>`;
  expect(settingsOfXml(xml)).toEqual({ k: "A" });
});

it.each([
  ["another part", '<settings xmlns="urn:other">{"a":"b"}</settings>'],
  ["a broken one", '<settings xmlns="urn:infer-for-excel:settings">{"a":</settings>'],
  ["no texts", '<settings xmlns="urn:infer-for-excel:settings">{"a":1}</settings>'],
  ["a list of nothing", '<settings xmlns="urn:infer-for-excel:settings">null</settings>'],
])("are none in %s", (_what, xml) => {
  expect(settingsOfXml(xml)).toEqual({});
});
