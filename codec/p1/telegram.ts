/**
 * P1 text to a draft (DSMR 5 §6.12, EN 62056-21 mode D; chapter 10 §7), line by line. What a code
 * means is said in `codes.ts`, how a value is written in `cursor.ts`.
 */
import type { Clocks } from "../dlms/clock.ts";
import { offerNet } from "../reading/direction.ts";
import type { Draft, Target } from "../reading/draft.ts";
import { FIELD, TEXT } from "../reading/fields.ts";
import { TextMemory } from "../text_memory.ts";
import { ClockMemory, P1Clock } from "./clock.ts";
import { EQUIPMENT, type P1Meaning } from "./codes.ts";
import { P1Cursor, type P1Text } from "./cursor.ts";
import { type Ident, parseIdent, unhex } from "./ident.ts";
import { LineMemory } from "./line_memory.ts";
import { messageOf } from "./message.ts";
import { SubMeters } from "./sub_meters.ts";

const NUL = 0x00;
const BANG = 0x21;
const IDENT_MODEL_RANK = 2;
/** A message of 1024 bytes as hex. What is longer says nothing. */
const TEXT_BYTES_MAX = 2048;

/** A telegram, and when it arrived, ms UTC, where that is known. */
export type P1Telegram = P1Text & { readonly atMs?: number };

/** Reads the telegrams of one meter. */
export class P1Reader {
  readonly #cursor = new P1Cursor();
  readonly #lines = new LineMemory();
  readonly #clock = new P1Clock();
  readonly #peakClock = new ClockMemory();
  readonly #subMeters = new SubMeters(this.#clock);
  readonly #idents = new TextMemory((line) => parseIdent(line.trim()));
  readonly #texts = new TextMemory((text) => unhex(text.trim()));
  readonly #messages = new TextMemory(messageOf);
  #atMs: number | undefined;
  /** 0-0:96.1.1: the model where there is an id, else the id. */
  #equipment = "";

  /** Reads a telegram from its `/` to the `!` line, a zero byte or the end. */
  read(telegram: P1Telegram, target: Target): void {
    const cursor = this.#cursor;
    cursor.start(telegram);
    this.#atMs = telegram.atMs;
    this.#equipment = "";
    this.#subMeters.clear();
    cursor.skipLine();
    const ident = this.#idents.recall(telegram.bytes, telegram.from + 1, cursor.at);
    for (let number = 0; cursor.at < cursor.to; number++, cursor.skipLine()) {
      if (cursor.byte === BANG || cursor.byte === NUL) break;
      const line = this.#lines.read(cursor, number);
      if (line === null) continue;
      if (line.meaning === null) this.#subMeters.read(line, cursor, target.clocks);
      else this.#readValue(line.code, line.meaning, target);
    }
    target.draft.subMeters = this.#subMeters.list();
    this.#addIds(target.draft, ident);
  }

  #readValue(code: number, meaning: P1Meaning, { draft, clocks }: Target): void {
    const cursor = this.#cursor;
    switch (meaning.kind) {
      case "number": {
        const value = cursor.firstNumber();
        if (Number.isNaN(value)) return;
        if (meaning.field >= 0) draft.offer(meaning.field, value);
        if (meaning.sum >= 0) draft.add(meaning.sum, value);
        return;
      }
      case "net": {
        const value = cursor.firstNumber();
        if (!Number.isNaN(value)) offerNet(draft, code, value);
        return;
      }
      case "share":
        return offerWithin(draft, meaning, cursor.firstNumber());
      case "count":
        return offerWithin(draft, meaning, cursor.count());
      case "peak":
        return this.#readPeak(draft, clocks);
      case "clock":
        return this.#readClock(draft, clocks);
      case "message": {
        const text = this.#text(this.#messages, cursor.lastValueEnd());
        return draft.offerText(TEXT.message, text, meaning.rank);
      }
      case "text": {
        const text = this.#text(this.#texts, cursor.valueEnd());
        if (text === "") return;
        if (code === EQUIPMENT) this.#equipment = text;
        else draft.offerText(meaning.text, text, meaning.rank);
      }
    }
  }

  #readClock(draft: Draft, clocks: Clocks): void {
    if (!Number.isNaN(draft.meterTimeMs)) return;
    const { bytes, at: from } = this.#cursor;
    const text = { bytes, from, to: this.#cursor.valueEnd() };
    draft.meterTimeMs = this.#clock.instantMs(text, clocks, this.#atMs);
  }

  /** `(200509134558S)(02.589*kW)`; before the first quarter of a month the clock is not set. */
  #readPeak(draft: Draft, clocks: Clocks): void {
    const cursor = this.#cursor;
    if (draft.has(FIELD.monthPeakW)) return;
    do {
      const { bytes, at: from } = cursor;
      const value = cursor.number();
      if (!Number.isNaN(value)) draft.offer(FIELD.monthPeakW, value);
      else if (
        this.#clock.recall({ bytes, from, to: cursor.valueEnd() }, clocks, this.#peakClock)
      ) {
        draft.monthPeakAt = this.#peakClock.iso;
      }
    } while (cursor.nextValue());
  }

  #text(memory: TextMemory<string>, to: number): string {
    const { bytes, at: from } = this.#cursor;
    return to === from || to - from > TEXT_BYTES_MAX ? "" : memory.recall(bytes, from, to);
  }

  /** Ident, id and model; what is empty in a telegram was left out by the meter. */
  #addIds(draft: Draft, { listId, model, vendor }: Ident): void {
    draft.vendor = vendor;
    offer(TEXT.listId, listId);
    offer(draft.hasText(TEXT.meterId) ? TEXT.meterModel : TEXT.meterId, this.#equipment);
    // Luxembourg's meters name themselves nowhere else.
    if (!draft.hasText(TEXT.meterId)) offer(TEXT.meterId, draft.text(TEXT.deviceName));
    offer(TEXT.meterModel, model, IDENT_MODEL_RANK);

    function offer(text: number, value: string, rank = 0): void {
      if (value !== "") draft.offerText(text, value, rank);
    }
  }
}

type Within = { readonly field: number; readonly from: number; readonly to: number };

/** Sets a number unless it is outside of what it can be: then it says nothing. */
function offerWithin(draft: Draft, { field, from, to }: Within, value: number): void {
  if (value >= from && value <= to) draft.offer(field, value);
}
