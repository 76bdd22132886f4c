/** Turns a picture into the table of the same data, and back. */
import type { Signal } from "@preact/signals";
import { text } from "../text/mod.ts";
import { IconButton } from "./icon_button.tsx";

export function TableButton({ isTable }: { isTable: Signal<boolean> }) {
  return (
    <IconButton
      icon={isTable.value ? "history" : "table"}
      label={isTable.value ? text.showChart : text.showTable}
      onPress={() => isTable.value = !isTable.peek()}
    />
  );
}
