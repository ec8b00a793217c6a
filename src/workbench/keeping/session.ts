import { openXlsx, saveXlsx, type WorkbookModel, withPlainNames } from "../../files";
import { BLANK_WORKBOOK } from "../document/plain-model";
import { lossesInGrid, refuseTooManyFormulas } from "../document/reach";
import { Keeper, type Keeping } from "./keeper";
import { freeName, nameOfFile, newestFirst, UNTITLED } from "./names";
import { quoted, startNotice } from "./notice";
import type { SessionParts } from "./parts";
import { Progress, type SessionState } from "./progress";
import type { Start } from "./start";
import { type KeptEntry, type KeptWorkbook, StorageRefusal } from "./store";

/** The open workbook, those kept beside it, and the steps between them. One step at a time; the grid stays usable. */
export class WorkbookSession {
  private readonly keeper: Keeper;
  private readonly progress: Progress;
  private isOpening = false;

  constructor(
    private readonly parts: SessionParts,
    start: Start,
  ) {
    const { desk, store, clock, timeText } = parts;
    const { id, name } = start.entry;
    this.progress = new Progress({ id, name, keeping: { state: "untouched" } }, parts);
    const onChange = (keeping: Keeping) => this.noteKeeping(keeping);
    this.keeper = new Keeper({ store, clock, model: () => desk.model(), onChange }, start.entry);
    this.keeper.follow(start.entry, start.isKept);
    desk.onEdit(() => {
      if (!this.isOpening) this.keeper.edited();
    });
    const answers = { startAfresh: () => this.startAfresh(), open: (kept: string) => this.switchTo(kept) };
    this.progress.change({ notice: startNotice(start, timeText, answers) });
  }

  get state(): SessionState {
    return this.progress.state;
  }

  watch(listener: (state: SessionState) => void): void {
    this.progress.watch(listener);
  }

  /** The kept workbooks, latest first. */
  async list(): Promise<readonly KeptEntry[]> {
    return newestFirst(await this.parts.store.list());
  }

  /** To be called when the workbook that the window started with is there in full. */
  async started(): Promise<void> {
    if (this.state.keeping.state !== "kept") return;
    try {
      await this.parts.store.finishOpening(this.state.id);
    } catch (thrown) {
      if (!(thrown instanceof StorageRefusal)) throw thrown;
      this.progress.tell("problem", thrown.message);
    }
  }

  /** Keeps what has changed at once, as before the page closes; false where that fails. */
  keep(): Promise<boolean> {
    return this.keeper.keep();
  }

  createNew(): Promise<void> {
    return this.progress.during("Opening a new workbook", () => this.leaveFor(() => this.openFresh(BLANK_WORKBOOK)));
  }

  /** Opens a new workbook that holds something already, under this name where it is free, and keeps it at once. */
  createFrom(name: string, model: WorkbookModel, advice?: string): Promise<void> {
    return this.progress.during(`Opening ${name}`, () =>
      this.leaveFor(async () => {
        const entry = { id: this.parts.newId(), name: freeName(name, await this.entries()), changedAt: 0 };
        await this.show({ model, entry }, false);
        this.keeper.edited();
        const isKept = await this.keeper.keep();
        if (isKept && advice !== undefined) this.progress.tell("done", advice);
      }),
    );
  }

  startAfresh(): Promise<void> {
    return this.progress.during("Opening the first sheet", () =>
      this.leaveFor(() => this.openFresh(this.parts.firstModel)),
    );
  }

  switchTo(id: string): Promise<void> {
    if (id === this.state.id) return Promise.resolve();
    return this.progress.during("Opening", () => this.leaveFor(() => this.openKept(id)));
  }

  /** Opens a .xlsx file; what it holds beyond the grid is listed first, and the open workbook stays until then. */
  openFile(fileName: string, read: () => Promise<Uint8Array>): Promise<void> {
    const failing = `${quoted(fileName)} was not opened; your workbook is as it was.`;
    return this.progress.during(
      `Opening ${fileName}`,
      async () => {
        const { model: stored, losses } = openXlsx(await read());
        const { model, replaced } = withPlainNames(stored);
        refuseTooManyFormulas(model);
        const items = [...losses.map(({ sentence }) => sentence), ...lossesInGrid(model, replaced)];
        const open = () => this.leaveFor(() => this.openRead(fileName, model));
        if (items.length === 0) return open();
        const answer = {
          label: "Open anyway",
          isMain: true,
          act: () => void this.progress.during("Opening", open, failing),
        };
        this.progress.ask(`${quoted(fileName)} holds what the workbench does not carry:`, [answer], items);
      },
      failing,
    );
  }

  save(): Promise<void> {
    const file = `${this.state.name}.xlsx`;
    return this.progress.during(
      `Saving ${file}`,
      async () => {
        this.parts.download(file, await this.fileBytes());
        this.progress.tell("done", `Saved ${quoted(file)} to your downloads.`);
      },
      `${quoted(file)} was not saved.`,
    );
  }

  /** Hands the workbook as a file to another program or person, where the browser can; else to the downloads. */
  share(): Promise<void> {
    const file = `${this.state.name}.xlsx`;
    return this.progress.during(
      `Sharing ${file}`,
      async () => {
        const outcome = await this.parts.share(file, await this.fileBytes());
        if (outcome === "downloaded") {
          this.progress.tell(
            "done",
            `This browser cannot share files. ${quoted(file)} is in your downloads: send it from there.`,
          );
        } else if (outcome === "shared") this.progress.tell("done", `Shared ${quoted(file)}.`);
      },
      `${quoted(file)} was not shared.`,
    );
  }

  private async fileBytes(): Promise<Uint8Array> {
    const { desk, clock } = this.parts;
    await desk.finishTyping();
    await desk.calculated();
    return saveXlsx(desk.model(), { savedAt: new Date(clock.now()) });
  }

  async rename(wanted: string): Promise<void> {
    const name = freeName(wanted, await this.entries(), this.state.id);
    if (name !== this.state.name) {
      this.keeper.rename(name);
      this.keeper.edited();
    }
    this.progress.change({ name });
  }

  /** Deletes a kept workbook; the notice offers to undo it. */
  remove(id: string): Promise<void> {
    return this.progress.during("Deleting", async () => {
      const { store, claims, firstModel } = this.parts;
      const isOpen = id === this.state.id;
      if (isOpen) await this.keeper.keep();
      const kept = await store.read(id);
      if (kept === undefined) return;
      const { name } = kept.entry;
      if (await claims.isOpenElsewhere(id)) {
        this.progress.tell("problem", `${quoted(name)} is open in another window. Close it there first.`);
        return;
      }
      if (isOpen) await this.openFresh(firstModel);
      await store.remove(id);
      this.progress.tell("done", `Deleted ${quoted(name)}.`, [
        { label: "Undo", act: () => void this.putBack(kept, isOpen) },
      ]);
    });
  }

  dismiss(): void {
    this.progress.dismiss();
  }

  private putBack(kept: KeptWorkbook, wasOpen: boolean): Promise<void> {
    return this.progress.during("Restoring", async () => {
      await this.parts.store.write(kept);
      if (wasOpen) await this.leaveFor(() => this.openKept(kept.entry.id));
      else this.progress.tell("done", `${quoted(kept.entry.name)} is back.`);
    });
  }

  /** Goes on once the open workbook is kept; otherwise its user decides. */
  private async leaveFor(open: () => Promise<void>): Promise<void> {
    await this.parts.desk.finishTyping();
    if (await this.keeper.keep()) return open();
    const { keeping, name } = this.state;
    const because = keeping.state === "failed" ? keeping.because : "";
    this.progress.ask(`The changes in ${quoted(name)} cannot be kept. ${because}`, [
      { label: "Save to a file", isMain: true, act: () => void this.save() },
      { label: "Leave without them", act: () => void this.progress.during("Opening", open) },
    ]);
  }

  private async openFresh(model: WorkbookModel): Promise<void> {
    const entry = { id: this.parts.newId(), name: freeName(UNTITLED, await this.entries()), changedAt: 0 };
    await this.show({ model, entry }, false);
  }

  private async openRead(fileName: string, model: WorkbookModel): Promise<void> {
    const name = freeName(nameOfFile(fileName), await this.entries());
    await this.show({ model, entry: { id: this.parts.newId(), name, changedAt: 0 } }, false);
    this.keeper.edited();
    await this.keeper.keep();
  }

  private async openKept(id: string): Promise<void> {
    const { store, claims } = this.parts;
    const kept = await store.read(id);
    if (kept === undefined) {
      this.progress.tell("problem", "This workbook is no longer kept here.");
    } else if (await claims.isOpenElsewhere(id)) {
      this.progress.tell("problem", `${quoted(kept.entry.name)} is open in another window.`);
    } else {
      await store.startOpening(id);
      await this.show(kept, true);
      await store.finishOpening(id);
    }
  }

  private async show({ model, entry }: KeptWorkbook, isKept: boolean): Promise<void> {
    const { desk, claims } = this.parts;
    this.isOpening = true;
    try {
      desk.open(model);
    } finally {
      this.isOpening = false;
    }
    this.progress.change({ id: entry.id, name: entry.name });
    this.keeper.follow(entry, isKept);
    await claims.claim(entry.id);
    await desk.recalculate();
  }

  /** What is kept; nothing where the browser forbids it, which the keeper tells at the first change. */
  private async entries(): Promise<readonly KeptEntry[]> {
    try {
      return await this.parts.store.list();
    } catch (thrown) {
      if (thrown instanceof StorageRefusal) return [];
      throw thrown;
    }
  }

  private noteKeeping(keeping: Keeping): void {
    const { keeping: before, id } = this.state;
    this.progress.change({ keeping });
    // Noted before it is kept: the page may be gone by then.
    this.parts.memory.remember(keeping.state === "untouched" ? "" : id);
    if (keeping.state === "failed" && before.state !== "failed") this.progress.tell("problem", keeping.because);
  }
}
