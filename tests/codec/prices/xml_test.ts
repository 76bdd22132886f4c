import assert from "node:assert/strict";
import { child, children, readXml, textOf } from "#codec/prices/xml.ts";

function problem(text: string): string {
  const outcome = readXml(text);
  return outcome.ok ? "good" : outcome.fault.message;
}

Deno.test("readXml() reads names without prefixes, attributes of either quote, and text", () => {
  const root = readXml(
    `<?xml version="1.0"?><!-- a < b --><n:a xmlns:n='u' xmlns="v"><b x = 'a "b"' n:y="1>2"/>\n` +
      ` <b>  1 &lt; 2 &amp; &quot;3&quot; </b><c:d>t</c:d></n:a> <!-- end -->`,
  );
  assert.ok(root.ok);
  const { name, attributes } = root.value;
  assert.deepEqual([name, attributes.size, root.value.children.length], ["a", 0, 3]);
  const [first, second] = children(root.value, "b");
  assert.deepEqual([...first!.attributes], [["x", 'a "b"'], ["y", "1>2"]]);
  assert.equal(second!.text, '1 < 2 & "3"');
  assert.equal(textOf(root.value, "d"), "t");
  assert.deepEqual([textOf(root.value, "e"), child(root.value, "e")], [null, null]);
});

Deno.test("readXml() refuses document types, sections and other entities", () => {
  assert.match(problem('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), /document type/);
  assert.match(problem("<a><![CDATA[x]]></a>"), /section/);
  for (const entity of ["&nbsp;", "&#65;", "&", "&lt", "&amp ;"]) {
    assert.match(problem(`<a>${entity}</a>`), /entity/, entity);
    assert.notEqual(problem(`<a b="${entity}"/>`), "good", entity);
  }
});

Deno.test("readXml() names what is not well-formed, with its place", () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["", /no element/],
    ["<a>", /<a> is not closed/],
    ["<a></b>", /<\/b> without its beginning/],
    ["</a>", /without its beginning/],
    ["<a/><b/>", /a second document/],
    ["<a/>x", /text outside/],
    ["<a", /a tag that is not closed/],
    ["<a <b/></a>", /a tag that is not closed/],
    ["<1a/>", /a tag that is none/],
    ["<a b=c/>", /a tag that is none/],
    ['<a b="1" b="2"/>', /an attribute that is none/],
    ["<!-- x", /--> is missing/],
    ["<a>".repeat(40), /more than 32 levels/],
    [`<a b="${"x".repeat(20_000)}"/>`, /a tag that is not closed/],
  ];
  for (const [text, expected] of cases) assert.match(problem(text), expected, text.slice(0, 40));
  assert.match(problem("<a>\n<b></c></a>"), /at byte 11/);
});

Deno.test("readXml() is bounded and quick on what is made to slow it down", () => {
  const startMs = performance.now();
  assert.match(problem(`<a>${"<b/>".repeat(450_000)}</a>`), /more than 400000 elements/);
  assert.notEqual(problem(`<a${" ".repeat(9_000)}`), "good");
  assert.notEqual(problem(`<a${" x='1'".repeat(1_400)} !>`), "good");
  assert.notEqual(problem("<".repeat(1_000_000)), "good");
  assert.notEqual(problem(`<a>${"&".repeat(1_000_000)}</a>`), "good");
  assert.notEqual(problem("<a x".repeat(200_000)), "good");
  assert.notEqual(problem(`<${"a".repeat(9_900)}!>`), "good");
  assert.ok(performance.now() - startMs < 10_000);
});
