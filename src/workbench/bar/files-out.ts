import type { ShareOutcome } from "../keeping/parts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Hands bytes to the browser as a download. */
export function download(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: XLSX }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser needs the address until it has begun to read.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Offers a file to other programs and people where the browser can, and downloads it where it cannot or may not. */
export async function share(name: string, bytes: Uint8Array): Promise<ShareOutcome> {
  const file = new File([new Uint8Array(bytes)], name, { type: XLSX });
  const shared = { files: [file], title: name };
  if (typeof navigator.canShare === "function" && navigator.canShare(shared)) {
    try {
      await navigator.share(shared);
      return "shared";
    } catch (thrown) {
      if (!(thrown instanceof DOMException)) throw thrown;
      if (thrown.name === "AbortError") return "dismissed";
    }
  }
  download(name, bytes);
  return "downloaded";
}
