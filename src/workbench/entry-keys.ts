import { CommandType, ICommandService, type Injector } from "@univerjs/core";
import {
  DeviceInputEventType,
  IEditorBridgeService,
  IShortcutService,
  KeyCode,
  SetCellEditVisibleOperation,
} from "@univerjs/preset-sheets-core";

const FINISH = "infer.operation.finish-entry";

/** The list of functions takes Enter and Tab at 1000 while it is open. */
const BEFORE_THE_LIST = 1001;

/** What may stand in the name of a function; after anything else there is nothing to complete. */
const IN_A_NAME = /^[\p{L}\p{M}\d._]$/u;

/**
 * Enter and Tab finish an entry that ends in no name, such as `=SUM(A1:A3)`. On a slow machine the grid's list of
 * functions opens when the name before the bracket has long been typed, and would take the key: the entry would stay
 * open, or have a function written into it.
 */
export function finishEntriesByKey(injector: Injector, window: Window): void {
  let lastKey = "";
  const forget = () => {
    lastKey = "";
  };
  window.addEventListener(
    "keydown",
    ({ key, ctrlKey, metaKey, isComposing }) => {
      if (key === "Enter" || key === "Tab" || key === "Shift") return;
      lastKey = ctrlKey || metaKey || isComposing ? "" : key;
    },
    { capture: true },
  );
  window.addEventListener("pointerdown", forget, { capture: true });
  window.addEventListener("paste", forget, { capture: true });

  const editor = injector.get(IEditorBridgeService);
  const isDone = () => editor.isVisible().visible && lastKey.length === 1 && !IN_A_NAME.test(lastKey);
  const commands = injector.get(ICommandService);
  commands.registerCommand({
    id: FINISH,
    type: CommandType.OPERATION,
    handler: (_accessor, params?: { readonly keycode: KeyCode }) => {
      const unitId = editor.getEditLocation()?.unitId;
      if (params === undefined || unitId === undefined) return false;
      editor.disableForceKeepVisible();
      const eventType = DeviceInputEventType.Keyboard;
      const end = { visible: false, eventType, keycode: params.keycode, unitId };
      return commands.syncExecuteCommand(SetCellEditVisibleOperation.id, end);
    },
  });
  for (const keycode of [KeyCode.ENTER, KeyCode.TAB]) {
    injector.get(IShortcutService).registerShortcut({
      id: FINISH,
      binding: keycode,
      priority: BEFORE_THE_LIST,
      preconditions: isDone,
      staticParameters: { keycode },
    });
  }
}
