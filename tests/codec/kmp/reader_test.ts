import { deepEqual, equal } from "node:assert/strict";
import { kmpAnswer, type KmpMeter, kmpMeter } from "#codec/encode/kmp.ts";
import { KMP_ANSWER, kmpContent, kmpFrame } from "#codec/kmp/link.ts";
import { KmpPoll } from "#codec/kmp/poll.ts";
import { LineDecoder } from "#codec/line_decoder.ts";
import type { Decoded } from "#codec/line_decoder.ts";
import { line, NOON_MS } from "#tests/support/frames.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { meterOptions } from "#tests/support/meter_options.ts";

/** All answers of one round, after the poll has learned what the meter has. */
function round(meter: KmpMeter): Uint8Array {
  const poll = new KmpPoll();
  for (const question of poll.round()) {
    const answer = kmpAnswer(question.request, meter)!;
    poll.learn(question, kmpContent(answer, 0, answer.length));
  }
  equal(poll.probed(), true);
  return line(...poll.round().map(({ request }) => kmpAnswer(request, meter)!));
}

const decode = (...parts: Uint8Array[]): Decoded[] =>
  new LineDecoder(meterOptions()).push(line(...parts), 0);

Deno.test("KmpReader makes one reading of all answers of a round", () => {
  const state = householdExample(1234, NOON_MS);
  const [decoded, ...more] = decode(round(kmpMeter(state, 4_000_000_001)));
  deepEqual(more, []);
  const { registers, phases } = state;
  const wanted = {
    vendor: "kamstrup",
    listType: 4,
    meterId: "4000000001",
    importW: phases.reduce((sum, phase) => sum + phase.importW, 0),
    exportW: 0,
    importWh: registers.importWhT1 + registers.importWhT2,
    exportWh: registers.exportWhT1 + registers.exportWhT2,
    l1V: phases[0].voltageV,
    l3A: phases[2].currentA,
    l2ImportW: phases[1].importW,
    threePhase: true,
  };
  equal(decoded!.outcome.ok, true);
  if (!decoded!.outcome.ok) return;
  const reading = decoded!.outcome.value;
  for (const [key, value] of Object.entries(wanted)) {
    equal(reading[key as keyof typeof reading], value, key);
  }
});

Deno.test("KmpReader gives import and export of a meter whose phases differ", () => {
  const w = (figures: number) => ({ unit: 21, exponent: 0, figures });
  const registers = new Map([
    [0x0001, { unit: 2, exponent: -2, figures: 123_456 }],
    [0x0438, w(500)],
    [0x0439, w(-2000)],
    [0x043a, w(300)],
  ]);
  const [decoded] = decode(round({ serial: 1, registers }));
  equal(decoded!.outcome.ok, true);
  if (!decoded!.outcome.ok) return;
  const { importW, exportW, l2ImportW, l2ExportW, importWh, l1V } = decoded!.outcome.value;
  deepEqual([importW, exportW, l2ImportW, l2ExportW], [0, 1200, 0, 2000]);
  deepEqual([importWh, l1V], [1_234_560, undefined]);
});

Deno.test("KmpReader takes nothing of one round into the next", () => {
  const full = round(kmpMeter(householdExample(1, NOON_MS)));
  const poor = kmpFrame(KMP_ANSWER, [0x3f, 0x10, 0, 1, 1, 1, 0, 7]);
  const [, second] = decode(full, poor);
  equal(second!.outcome.ok, true);
  if (second!.outcome.ok) {
    deepEqual(second!.outcome.value, {
      vendor: "kamstrup",
      listType: 3,
      threePhase: false,
      twoPhase: false,
      importWh: 7,
    });
  }
});

Deno.test("KmpReader names what is wrong with an answer whose checksum holds", () => {
  const cut = kmpFrame(KMP_ANSWER, [0x3f, 0x10, 0, 1, 2, 4, 0, 7]);
  const serial = kmpFrame(KMP_ANSWER, [0x3f, 0x02, 1, 2]);
  const faults = decode(cut, serial).map(({ outcome }) => outcome.ok ? "" : outcome.fault.message);
  deepEqual(
    faults.map((text) => /a register without its number|the serial number/.exec(text)?.[0]),
    [
      "a register without its number",
      "the serial number",
    ],
  );
});

Deno.test("KmpReader passes over registers of other quantities and of none", () => {
  const odd = kmpFrame(KMP_ANSWER, [
    ...[0x3f, 0x10],
    ...[0x04, 0x1e, 34, 1, 0, 5], // a voltage in ampere
    ...[0x99, 0x99, 1, 1, 0, 5],
    ...[0x00, 0x01, 1, 1, 0, 9],
  ]);
  const [decoded] = decode(odd);
  equal(decoded!.outcome.ok && decoded!.outcome.value.importWh, 9);
  equal(decoded!.outcome.ok && decoded!.outcome.value.l1V, undefined);
});
