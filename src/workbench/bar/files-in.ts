import { FileRefusal } from "../../files";

const MOST_MEGABYTES = 100;

/** The bytes of a file the user chose. */
export async function bytesOf(file: File): Promise<Uint8Array> {
  const megabytes = Math.round(file.size / 1e6);
  if (megabytes > MOST_MEGABYTES) {
    throw new FileRefusal(
      `It has ${megabytes.toLocaleString("en-US")} MB; up to ${MOST_MEGABYTES} MB are read. Split it.`,
    );
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown;
    throw new FileRefusal("The browser cannot read it: it was moved, or is a folder.");
  }
}

type Open = (name: string, read: () => Promise<Uint8Array>) => Promise<void>;

/** Opens what is dragged onto the page, wherever it is let go. */
export function openOnDrop(page: HTMLElement, open: Open): void {
  const bringsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") === true;
  const mark = (isOver: boolean) => page.classList.toggle("is-file-over", isOver);
  const options = { capture: true };
  window.addEventListener(
    "dragover",
    (event) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      mark(true);
    },
    options,
  );
  window.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && mark(false), options);
  window.addEventListener(
    "drop",
    (event) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      mark(false);
      const [file, ...others] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      const read = () =>
        others.length === 0 ? bytesOf(file) : Promise.reject(new FileRefusal("Drop one file at a time."));
      open(file.name, read).catch(reportError);
    },
    options,
  );
}
