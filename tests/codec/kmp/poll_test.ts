import { deepEqual, equal } from "node:assert/strict";
import { kmpAnswer, type KmpMeter } from "#codec/encode/kmp.ts";
import { kmpContent } from "#codec/kmp/link.ts";
import { KmpPoll } from "#codec/kmp/poll.ts";

const REGISTER = { unit: 1, exponent: 0, figures: 1 };
const meter = (...ids: number[]): KmpMeter => ({
  serial: 7,
  registers: new Map(ids.map((id) => [id, REGISTER])),
});

/** The registers of every question of the round after the meter was probed. */
function roundFor(meter: KmpMeter, { hasSerial = true } = {}): number[][] {
  const poll = new KmpPoll();
  for (const question of poll.round()) {
    const isSilent = question.registers.length === 0 && !hasSerial;
    const answer = kmpAnswer(question.request, meter)!;
    poll.learn(question, isSilent ? null : kmpContent(answer, 0, answer.length));
  }
  equal(poll.probed(), true);
  return poll.round().map(({ registers }) => [...registers]);
}

Deno.test("KmpPoll asks for every register alone at first", () => {
  const poll = new KmpPoll();
  const round = poll.round();
  equal(poll.isProbing, true);
  deepEqual(round.map(({ registers }) => registers.length), [0, ...Array(13).fill(1)]);
  equal(round[0]!.request.toHex(), "803f0235e90d");
});

Deno.test("KmpPoll asks for what the meter has, at most eight at once, the energy last", () => {
  const voltages = [0x41e, 0x41f, 0x420];
  const currents = [0x434, 0x435, 0x436];
  const powers = [0x438, 0x439, 0x43a];
  const all = meter(1, 2, 0xd, 0xe, ...voltages, ...currents, ...powers);
  deepEqual(roundFor(all), [[], [...voltages, ...currents], [...powers, 0xe, 0xd]]);
  deepEqual(roundFor(meter(1, 2, 0x438)), [[], [0x438, 2, 1]]);
  deepEqual(roundFor(meter(1), { hasSerial: false }), [[1]]);
});

Deno.test("KmpPoll does not take a meter without energy for one of its own", () => {
  const poll = new KmpPoll();
  for (const question of poll.round()) poll.learn(question, null);
  equal(poll.probed(), false);
  equal(poll.isProbing, true);
});
