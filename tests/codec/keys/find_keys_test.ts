import assert from "node:assert/strict";
import { findKeys } from "#codec/keys/find_keys.ts";

const KEY = "00112233445566778899AABBCCDDEEFF";
const OTHER = "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF";

Deno.test("findKeys() finds a key however it is pasted", () => {
  const pairs = KEY.match(/../g)!;
  const fullWidth = [...KEY].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  const pasted = [
    KEY,
    KEY.toLowerCase(),
    `0x${KEY}`,
    `  ${KEY}...`,
    pairs.join(" "),
    pairs.join(":"),
    pairs.join("-"),
    pairs.map((pair) => `0x${pair}`).join(", "),
    `{ ${pairs.map((pair) => `0x${pair}`).join(",")} }`,
    KEY.match(/.{4}/g)!.join("\u00a0"),
    KEY.match(/.{8}/g)!.join("\u2011"),
    `${KEY.slice(0, 20)}\r\n${KEY.slice(20)}`,
    `> ${KEY.slice(0, 16)}\n> ${KEY.slice(16)}`,
    [...KEY].join("\u200b"),
    fullWidth.join(""),
    "ABEiM0RVZneImaq7zN3u/w==",
    `Dear Sir, your key is ${KEY}. Your meter: 735999289094174212. Call 22 33 44 55.`,
  ];
  for (const text of pasted) {
    assert.deepEqual(findKeys(text), [{ digits: KEY, role: null, trouble: "" }], text);
  }
});

Deno.test("findKeys() takes the roles from the text around", () => {
  const both = [
    { digits: KEY, role: "encryption", trouble: "" },
    { digits: OTHER, role: "authentication", trouble: "" },
  ];
  const texts = [
    `EK: ${KEY} AK: ${OTHER}`,
    `GUEK ${KEY}\nGAK ${OTHER}`,
    `Krypteringsnyckel: ${KEY}\nAutentiseringsnyckel: ${OTHER}`,
    `Entschlüsselungsschlüssel = ${KEY}; Authentifizierungsschlüssel = ${OTHER}`,
    `encryption key (32 digits): ${KEY}, authentication key: ${OTHER}`,
  ];
  for (const text of texts) assert.deepEqual(findKeys(text), both, text);
  const unnamed = findKeys(`${KEY}\n${OTHER}`, "encryption");
  assert.deepEqual(unnamed.map(({ role }) => role), [null, null]);
  assert.deepEqual(findKeys(KEY + OTHER).map(({ digits }) => digits), [KEY, OTHER]);
  assert.equal(findKeys(KEY, "authentication")[0]?.role, "authentication");
  assert.equal(findKeys(`EK ${KEY}`, "authentication")[0]?.role, "encryption");
});

Deno.test("findKeys() says what is wrong with what is nearly a key", () => {
  const troubleOf = (text: string) => findKeys(text)[0]?.trouble;
  assert.equal(troubleOf(KEY.slice(1)), "31 digits instead of 32");
  assert.equal(troubleOf(KEY.slice(2)), "30 digits instead of 32");
  assert.equal(troubleOf(`${KEY}0`), "33 digits instead of 32");
  assert.equal(troubleOf(KEY.match(/../g)!.slice(1).join(" ")), "30 digits instead of 32");
  const letters = "letters (O, I, l) in the place of digits (0, 1)";
  const [mistaken] = findKeys(KEY.replaceAll("0", "O").replaceAll("1", "l"));
  assert.deepEqual(mistaken, { digits: KEY, role: null, trouble: letters });
  const [pairs] = findKeys(KEY.match(/../g)!.join(" ").replace("00", "OO").replace("11", "Il"));
  assert.deepEqual(pairs, { digits: KEY, role: null, trouble: letters });
});

Deno.test("findKeys() finds a key among other numbers", () => {
  const digits = findKeys(`2026 01 05 ${KEY.match(/../g)!.join(" ")}`).map(({ digits }) => digits);
  assert.ok(digits.includes(KEY), digits.join());
});

Deno.test("findKeys() takes no other text for a key", () => {
  const texts = [
    "",
    "hello",
    "meter 735999289094174212",
    "I called 0800 123 456 on Monday",
    "==",
    "https://example.com/aaaaaaaaaaaaaaaaaaaa",
    "f".repeat(200),
  ];
  for (const text of texts) assert.deepEqual(findKeys(text), [], text);
});
