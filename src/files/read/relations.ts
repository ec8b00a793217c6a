import type { Archive } from "../archive";
import { readXml } from "../xml";

/** A link from one part of the file to another, or out of it. */
export interface Relation {
  /** The last word of its type: "worksheet", "table", "drawing" … */
  readonly type: string;
  /** Name of the part, or an address outside. */
  readonly target: string;
  readonly isExternal: boolean;
}

const folderOf = (part: string) => part.slice(0, part.lastIndexOf("/") + 1);

/** A target as the name of a part: absolute, or relative to the folder of the part that links. */
function partName(source: string, target: string): string {
  const path = target.startsWith("/") ? target.slice(1) : folderOf(source) + target;
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

/** The relations of a part by their id; the file's own with `source` "". */
export function relationsOf(archive: Archive, source: string): ReadonlyMap<string, Relation> {
  const folder = folderOf(source);
  const xml = archive.text(`${folder}_rels/${source.slice(folder.length)}.rels`);
  const relations = new Map<string, Relation>();
  if (xml === undefined) return relations;
  readXml(xml, {
    open(name, attributes) {
      if (name !== "Relationship") return;
      const target = attributes.get("Target") ?? "";
      const isExternal = attributes.get("TargetMode") === "External";
      relations.set(attributes.get("Id") ?? "", {
        type: (attributes.get("Type") ?? "").split("/").at(-1) ?? "",
        target: isExternal ? target : partName(source, target),
        isExternal,
      });
    },
  });
  return relations;
}

export function relationsOfType(relations: ReadonlyMap<string, Relation>, type: string): readonly Relation[] {
  return [...relations.values()].filter((relation) => relation.type === type);
}
