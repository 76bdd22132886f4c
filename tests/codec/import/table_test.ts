import assert from "node:assert/strict";
import { delimiterOf, tableOf } from "#codec/import/table.ts";

const cells = (text: string) => tableOf(text).map(({ cells }) => cells);

Deno.test("tableOf() reads quotes, doubled quotes, line ends inside them and a byte order mark", () => {
  const text = '\uFEFFa,"b ""c""",d\r\n"e,\nf",g,h\r\n\r\ni,j,k';
  assert.deepEqual(cells(text), [["a", 'b "c"', "d"], ["e,\nf", "g", "h"], ["i", "j", "k"]]);
  assert.deepEqual(tableOf(text).map(({ line }) => line), [1, 2, 5]);
});

Deno.test("delimiterOf() is not misled by decimal commas", () => {
  assert.equal(delimiterOf("tid;kWh\n01.01.2026 00:00;1,25\n01.01.2026 01:00;0,75\n"), ";");
  assert.equal(delimiterOf("tid\tkWh\n1\t2\n"), "\t");
  assert.equal(delimiterOf("tid\n1\n"), ",");
});
