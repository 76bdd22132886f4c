import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import type { Bytes } from "#codec/encode/bytes.ts";
import { glo, type Security } from "#codec/encode/cipher.ts";
import { llc } from "#codec/encode/data_notification.ts";
import { hdlcFrames } from "#codec/encode/hdlc.ts";
import { LAYOUTS } from "#codec/encode/layouts/mod.ts";
import type { Layout } from "#codec/encode/parts/layout.ts";
import { diagnose } from "#codec/keys/diagnose.ts";
import { findKeys, type FoundKey } from "#codec/keys/find_keys.ts";
import { apduOf, line, LINK, listOf, NOON_MS } from "#tests/support/frames.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { AUTHENTICATION_KEY, ENCRYPTION_KEY, security } from "#tests/support/keys.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { randomKey, randomSecurity } from "#tests/support/random_security.ts";

const EK = ENCRYPTION_KEY.toHex().toUpperCase();
const AK = AUTHENTICATION_KEY.toHex().toUpperCase();
const meter = meterOptions();
const layouts: readonly Layout[] = LAYOUTS;

function ciphered(counter: number, changes: Partial<Security> = {}): Bytes {
  const apdu = apduOf(new AxdrWriter().structure(1).number("uint32", counter));
  return hdlcFrames(llc(glo(apdu, security(counter, changes))), LINK);
}

function doctor(capture: Bytes, ...keys: FoundKey[][]) {
  return diagnose({ captures: [capture], keys: keys.length === 0 ? null : keys.flat(), meter });
}

const asEk = (text: string) => findKeys(text, "encryption");
const asAk = (text: string) => findKeys(text, "authentication");

Deno.test("diagnose() finds the two keys in any order and says when they are swapped", () => {
  const settings = { encryptionKey: EK, authenticationKey: AK };
  const capture = line(ciphered(1), ciphered(2));
  const cases = [
    { keys: [asEk(EK), asAk(AK)], verdict: "fits" },
    { keys: [asEk(`${EK} ${AK}`)], verdict: "fits" },
    { keys: [asEk(AK), asAk(EK)], verdict: "swapped" },
    { keys: [asEk(`AK: ${EK} EK: ${AK}`)], verdict: "swapped" },
  ];
  for (const { keys, verdict } of cases) {
    const diagnosis = doctor(capture, ...keys);
    assert.equal(diagnosis.verdict, verdict);
    assert.equal(diagnosis.isReadable, true);
    assert.deepEqual(diagnosis.settings, settings);
    assert.equal(diagnosis.ask, "");
  }
});

Deno.test("diagnose() asks for the key that is missing, and names the meter", () => {
  const nothing = doctor(ciphered(1));
  assert.equal(nothing.verdict, "key-needed");
  assert.match(nothing.ask, /encryption key.*authentication key.*KAM 0001020304, Kamstrup/);
  assert.equal(doctor(ciphered(1), findKeys("hello")).verdict, "no-key");
  const withoutTag = doctor(ciphered(1, { control: 0x20, authenticationKey: null }));
  assert.doesNotMatch(withoutTag.ask, /authentication/);
  const missing = doctor(ciphered(1), asEk(EK));
  assert.equal(missing.verdict, "authentication-missing");
  assert.deepEqual(missing.settings, { encryptionKey: EK, authenticationKey: null });
  assert.match(missing.ask, /authentication key \(AK, GAK\)/);
  const wrong = doctor(ciphered(1), asEk(EK), asAk("0".repeat(31) + "1"));
  assert.equal(wrong.verdict, "authentication-wrong");
  assert.equal(wrong.isReadable, true);
  assert.equal(wrong.settings?.authenticationKey, null);
});

Deno.test("diagnose() says when a meter uses no authentication key", () => {
  const capture = ciphered(1, { control: 0x20, authenticationKey: null });
  const diagnosis = doctor(capture, asEk(EK), asAk(AK));
  assert.equal(diagnosis.verdict, "fits");
  assert.deepEqual(diagnosis.settings, { encryptionKey: EK, authenticationKey: null });
  assert.match(diagnosis.sentences.join(" "), /uses no authentication key/);
});

Deno.test("diagnose() repairs a key with a slip in it, and says what the slip was", () => {
  const capture = line(ciphered(1), ciphered(2));
  const slips = [
    [EK.slice(0, 5) + EK.slice(6), /31 digits/],
    [EK.slice(0, 8) + EK.slice(10), /30 digits/],
    [`${EK}7`, /33 digits/],
    [`12${EK}`, /34 digits/],
    [EK.replaceAll("0", "O"), /letters/],
    [EK.slice(0, 9) + (EK[9] === "F" ? "E" : "F") + EK.slice(10), /typed wrong/],
  ] as const;
  for (const [slip, trouble] of slips) {
    const diagnosis = doctor(capture, asEk(slip), asAk(AK));
    assert.equal(diagnosis.verdict, "repaired", slip);
    assert.deepEqual(diagnosis.settings, { encryptionKey: EK, authenticationKey: AK });
    assert.match(diagnosis.sentences.join(" "), trouble);
  }
  const second = doctor(capture, asEk(EK), asAk(AK.slice(1)));
  assert.equal(second.verdict, "repaired");
  assert.equal(second.settings?.authenticationKey, AK);
});

Deno.test("diagnose() needs no key for plain telegrams", () => {
  const diagnosis = doctor(listOf("aidon", 2), asEk(EK));
  assert.equal(diagnosis.verdict, "plain");
  assert.equal(diagnosis.isReadable, true);
  assert.deepEqual(diagnosis.settings, { encryptionKey: null, authenticationKey: null });
});

Deno.test("diagnose() tells damage and emptiness from wrong keys", () => {
  const frame = ciphered(1);
  const damaged = doctor(frame.with(40, frame[40]! ^ 1), asEk(EK));
  assert.equal(damaged.verdict, "damaged");
  assert.equal(damaged.isReadable, false);
  assert.equal(doctor(line("hello"), asEk(EK)).verdict, "nothing");
  const strange = apduOf(new AxdrWriter().structure(1).visible("?"));
  assert.equal(doctor(hdlcFrames(llc(strange), LINK)).verdict, "unknown-meter");
  const closed = hdlcFrames(llc(glo(strange, security(1))), LINK);
  const known = doctor(closed, asEk(EK), asAk(AK));
  assert.deepEqual([known.verdict, known.isReadable], ["strange", false]);
});

Deno.test("diagnose() names another meter whose telegrams stay closed", () => {
  const title = Uint8Array.from([0x49, 0x53, 0x4b, 9, 9, 9, 9, 9]);
  const foreign = ciphered(9, { title, encryptionKey: AUTHENTICATION_KEY.slice(0) });
  const diagnosis = doctor(line(ciphered(1), foreign, ciphered(2)), asEk(EK));
  assert.match(diagnosis.sentences.join(" "), /1 of 3 .*\(ISK 0909090909, Iskraemeco/);
});

Deno.test("diagnose() reads every ciphered layout with its keys and none with others", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const state = householdExample(1234, NOON_MS);
  for (const layout of layouts) {
    const maker = layout.ciphering?.maker;
    if (maker === undefined) continue;
    for (const control of [0x20, 0x30] as const) {
      const keys = randomSecurity(random, { maker, control });
      const capture = layout.encode(state, layout.pushes.at(-1)!.list, keys);
      const [ek, ak] = [keys.encryptionKey, keys.authenticationKey].map((key) => key.toHex());
      const where = `METERD_SEED=${seed}, ${layout.id}, ${control}`;
      assert.equal(doctor(capture, asEk(ek!), asAk(ak!)).verdict, "fits", where);
      const strangers = [asEk(randomKey(random).toHex()), asAk(ak!)];
      const wrong = doctor(capture, ...strangers);
      assert.deepEqual([wrong.verdict, wrong.settings], ["wrong", undefined], where);
    }
  }
});

Deno.test("diagnose() puts no key into its sentences", () => {
  const diagnoses = [
    doctor(ciphered(1), asEk(AK), asAk(EK)),
    doctor(ciphered(1), asEk(EK.slice(1))),
    doctor(ciphered(1), asEk("1".repeat(31))),
  ];
  for (const { sentences, ask } of diagnoses) {
    assert.doesNotMatch([...sentences, ask].join(" "), /[0-9A-F]{24}/i);
  }
});
