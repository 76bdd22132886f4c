import { equal } from "node:assert/strict";
import { fileText } from "#codec/import/file_text.ts";

Deno.test("fileText() reads UTF-8, UTF-16 with its mark, and windows-1252", () => {
  equal(fileText(new TextEncoder().encode("Förbrukning")), "Förbrukning");
  equal(fileText(Uint8Array.of(0xff, 0xfe, 0x46, 0, 0xf6, 0)), "Fö");
  equal(fileText(Uint8Array.of(0xfe, 0xff, 0, 0x46, 0, 0xf6)), "Fö");
  equal(fileText(Uint8Array.of(0x46, 0xf6, 0x72)), "För");
  equal(fileText(new Uint8Array()), "");
});
