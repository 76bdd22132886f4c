/**
 * The frame microscope: everything in an input, layer by layer, with what the decoder made of it.
 * It looks at the frames that the decoder's own framer finds and takes what the decoder says of
 * each; it decides nothing by itself.
 */
import type { FaultCode } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { type Frame as FoundFrame, Framer } from "../framing/framer.ts";
import type { FrameKind } from "../framing/framing.ts";
import { decodeApdu, type Decoded, LineDecoder } from "../line_decoder.ts";
import { framePiece, type Openers } from "./frame_view.ts";
import { type FrameRange, Parts } from "./parts.ts";
import { Cut, type Piece } from "./piece.ts";
import type { Slide, Specimen } from "./slide.ts";
import { stretchPieces } from "./stretch_view.ts";
import { TelegramView } from "./telegram_view.ts";
import { type Tools, toolsOf } from "./tools.ts";

export type ExamineOptions = {
  readonly meter: MeterOptions;
  /** `wire`: bytes as on the line. `apdu`: one telegram without frames. */
  readonly entry: "wire" | "apdu";
};

/** A hundred frames fill more screens than anybody reads. */
const SPECIMENS_MAX = 100;
const CHUNK_BYTES = 64 * 1024;
/** Kinds of frames that hold lists of one layout, which goes by the same name. */
const OF_ONE_LAYOUT: ReadonlySet<FrameKind> = new Set(["sml", "iec", "kmp"]);
/** Between frames a flag or a line end means nothing. */
const FILL: readonly number[] = [0x7e, 0x0d, 0x0a];

/**
 * Looks at an input as a whole.
 *
 * @example
 * ```ts
 * import { examine } from "#codec/microscope/examine.ts";
 * import { NO_MULTIPLIERS } from "#model/meter.ts";
 * import { Zone } from "#model/zone.ts";
 *
 * const meter = {
 *   zone: new Zone("Europe/Oslo"),
 *   distributionSystem: 0,
 *   multipliers: NO_MULTIPLIERS,
 *   encryptionKey: null,
 *   authenticationKey: null,
 * } as const;
 * const telegram = new TextEncoder().encode("/KAM5\r\n\r\n1-0:1.7.0(0001.453*kW)\r\n!\r\n");
 * const [specimen] = examine(telegram, { meter, entry: "wire" }).specimens;
 * const line = specimen?.pieces[0]?.pieces[2];
 * console.log(line?.name, line?.meaning, line?.became); // 1-0:1.7.0 import power: … [ "importW" ]
 * ```
 */
export function examine(bytes: Uint8Array, { meter, entry }: ExamineOptions): Slide {
  const tools = toolsOf(meter);
  if (entry === "apdu") return { specimens: [telegram(bytes, meter, tools)], more: NOTHING };
  const { decoded, more, to } = decodedIn(bytes, meter);
  const specimens: Specimen[] = [];
  const parts = new Parts();
  let at = 0;
  const addBetween = (to: number) => {
    if (to <= at || bytes.subarray(at, to).every((byte) => FILL.includes(byte))) return;
    specimens.push(stretch(bytes, { from: at, to, decoded, tools }));
  };
  for (const frame of framesIn(bytes.subarray(0, to))) {
    addBetween(frame.from);
    const view = new TelegramView(tools, true);
    const piece = framePiece(bytes, frame, openersOf(bytes, { frame, parts, view }));
    if (OF_ONE_LAYOUT.has(frame.kind)) view.layout = frame.kind;
    const said = decoded.filter(({ endOffset }) => endOffset === frame.to);
    specimens.push(specimen(frame, { isTrusted: true, pieces: [piece], view, said }));
    at = frame.to;
  }
  addBetween(to);
  return { specimens, more };
}

type Range = { readonly from: number; readonly to: number };

type Look = {
  readonly isTrusted: boolean;
  readonly pieces: readonly Piece[];
  readonly view: TelegramView;
  /** What the decoder said of these bytes. */
  readonly said: readonly Pick<Decoded, "outcome">[];
};

const NOTHING = { readings: 0, faults: {} } as const;

function specimen({ from, to }: Range, { isTrusted, pieces, view, said }: Look): Specimen {
  const readings = said.flatMap(({ outcome }) => outcome.ok ? [outcome.value] : []);
  const faults = said.flatMap(({ outcome }) => outcome.ok ? [] : [outcome.fault.view()]);
  const { contents, key, layout } = view;
  const reading = readings[0] ?? null;
  const fault = faults[0] ?? null;
  const isGarbage = fault?.code === "cipher-garbage";
  return {
    from,
    to,
    isTrusted,
    pieces,
    contents,
    key: key !== null && isGarbage ? { ...key, encryption: "garbage" } : key,
    layout,
    reading,
    fault,
  };
}

function telegram(bytes: Uint8Array, meter: MeterOptions, tools: Tools): Specimen {
  const view = new TelegramView(tools, true);
  const pieces = view.open(bytes, 0, bytes.length);
  const said = [{ outcome: decodeApdu(bytes, meter) }];
  return specimen({ from: 0, to: bytes.length }, { isTrusted: true, pieces, view, said });
}

type Gap = Range & { readonly decoded: readonly Decoded[]; readonly tools: Tools };

/** What lies between two frames. */
function stretch(bytes: Uint8Array, { from, to, decoded, tools }: Gap): Specimen {
  const view = new TelegramView(tools, false);
  const pieces = stretchPieces(bytes, { from, to }, view);
  const said = decoded.filter(({ startOffset, endOffset }) =>
    startOffset >= from && endOffset <= to
  );
  return specimen({ from, to }, { isTrusted: false, pieces, view, said });
}

type Frame = { readonly frame: FrameRange; readonly parts: Parts; readonly view: TelegramView };

/** A frame holds a telegram, or a part of one; that with the last part shows all joined. */
function openersOf(bytes: Uint8Array, { frame, parts, view }: Frame): Openers {
  const content = parts.take(bytes, frame);
  if (content === null || content.isAlone) return view;
  const { number, telegram } = content;
  return {
    ...view,
    open(bytes, from, to) {
      if (telegram !== null) view.addJoined(telegram, number + 1);
      const cut = new Cut(bytes, from, to);
      cut.upTo(to, `part ${number + 1} of a telegram`);
      return cut.pieces;
    },
  };
}

/** What the decoder says, as far as it is shown, and how far into the input that is. */
function decodedIn(bytes: Uint8Array, meter: MeterOptions) {
  const decoder = new LineDecoder(meter);
  const decoded: Decoded[] = [];
  const faults: Partial<Record<FaultCode, number>> = {};
  let readings = 0;
  const take = (found: readonly Decoded[]) => {
    for (const one of found) {
      if (decoded.length < SPECIMENS_MAX) decoded.push(one);
      else if (one.outcome.ok) readings++;
      else faults[one.outcome.fault.code] = (faults[one.outcome.fault.code] ?? 0) + 1;
    }
  };
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    take(decoder.push(bytes.subarray(at, at + CHUNK_BYTES), 0));
  }
  take(decoder.flush());
  const to = decoded.length < SPECIMENS_MAX ? bytes.length : decoded.at(-1)!.endOffset;
  return { decoded, more: { readings, faults }, to };
}

function framesIn(bytes: Uint8Array): FrameRange[] {
  const frames: FrameRange[] = [];
  const framer = new Framer();
  const sink = {
    frame({ kind, startOffset: from, endOffset: to }: FoundFrame) {
      if (frames.length < 2 * SPECIMENS_MAX) frames.push({ kind, from, to });
    },
    rubbish() {},
  };
  framer.push(bytes, sink);
  framer.flush(sink);
  return frames;
}
