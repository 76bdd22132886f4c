import { deepEqual, equal } from "node:assert/strict";
import {
  type Heard,
  LINE_SETTINGS,
  LineSearch,
  type LineSetting,
  settingText,
} from "#drivers/linux/line_search.ts";

const SILENCE: Heard = { byteCount: 0, frameCount: 0, parityErrorCount: 0 };
const FRAME: Heard = { byteCount: 100, frameCount: 1, parityErrorCount: 0 };
const RUBBISH: Heard = { byteCount: 500, frameCount: 0, parityErrorCount: 0 };

/** A search with its clock; every step is what a port would say after a second. */
class Port {
  readonly search: LineSearch;
  readonly tried: string[] = [];
  atMs = 1_000_000;

  constructor(settings: readonly LineSetting[] = LINE_SETTINGS, recalled: string | null = null) {
    this.search = new LineSearch(settings, recalled);
    this.#open();
  }

  get setting(): string {
    return settingText(this.search.setting);
  }

  hear(heard: Heard, spanMs = 1000): boolean {
    this.atMs += spanMs;
    const isOver = this.search.heard(heard, this.atMs);
    if (isOver) this.#open();
    return isOver;
  }

  /** Hears the same thing every second until the setting changes; answers with the seconds. */
  untilChange(heard: Heard, secondsMax = 10_000): number {
    for (let seconds = 1; seconds <= secondsMax; seconds++) if (this.hear(heard)) return seconds;
    return Infinity;
  }

  #open(): void {
    this.search.opened(this.atMs);
    this.tried.push(this.setting);
  }
}

Deno.test("LineSearch tries every speed, then the other parity, 12 s each, and begins again", () => {
  const port = new Port();
  for (let n = 0; n < LINE_SETTINGS.length; n++) equal(port.untilChange(SILENCE), 12);
  deepEqual(port.tried, [
    "2400 8E1",
    "9600 8E1",
    "115200 8E1",
    "2400 8N1",
    "9600 8N1",
    "115200 8N1",
    "9600 7E1",
    "115200 7E1",
    "2400 8E1",
  ]);
});

Deno.test("LineSearch accepts a setting after two frames and keeps it through silence", () => {
  const port = new Port();
  port.untilChange(SILENCE);
  port.hear(FRAME);
  deepEqual([port.search.isLikely, port.search.isFound], [true, false]);
  port.hear(FRAME);
  deepEqual([port.setting, port.search.isFound], ["9600 8E1", true]);
  equal(port.untilChange(SILENCE, 100_000), Infinity);
});

Deno.test("LineSearch counts frames of one setting only", () => {
  const port = new Port();
  port.hear(FRAME);
  equal(port.untilChange(RUBBISH) < Infinity, true);
  port.hear(FRAME);
  equal(port.search.isFound, false);
});

Deno.test("LineSearch waits for the second frame of a meter that speaks once an hour", () => {
  const port = new Port();
  port.hear(FRAME);
  equal(port.untilChange(SILENCE, 3600), Infinity);
  port.hear(FRAME);
  equal(port.search.isFound, true);
});

Deno.test("LineSearch leaves a setting that one false frame had made likely", () => {
  const port = new Port();
  port.hear(FRAME);
  equal(port.untilChange(RUBBISH), 13);
});

Deno.test("LineSearch does not wait for the end of the dwell when parity errors come", () => {
  const port = new Port();
  equal(port.hear({ ...RUBBISH, parityErrorCount: 3 }), false);
  equal(port.hear({ ...RUBBISH, parityErrorCount: 1 }), true);
  equal(port.setting, "9600 8E1");
});

Deno.test("LineSearch finds every setting on a line whose wrong parities all make errors", () => {
  for (const meter of LINE_SETTINGS) {
    const port = new Port();
    for (let n = 0; n < 200 && !port.search.isFound; n++) {
      const isRight = port.setting === settingText(meter);
      const hasParity = port.search.setting.format !== "8N1";
      port.hear(isRight ? FRAME : { ...RUBBISH, parityErrorCount: hasParity ? 9 : 0 });
    }
    equal(port.setting, settingText(meter));
    equal(port.search.isFound, true);
  }
});

Deno.test("LineSearch begins anew when a found setting gives rubbish for ten minutes", () => {
  const port = new Port();
  port.hear(FRAME);
  port.hear(FRAME);
  const seconds = port.untilChange(RUBBISH);
  equal(seconds, 601);
  equal(port.search.isFound, false);
});

Deno.test("LineSearch keeps a found setting as long as frames come between the rubbish", () => {
  const port = new Port();
  port.hear(FRAME);
  port.hear(FRAME);
  for (let minutes = 0; minutes < 60; minutes++) {
    equal(port.untilChange(RUBBISH, 300), Infinity);
    port.hear(FRAME);
  }
});

Deno.test("LineSearch is not led astray by the bytes of a frame after a long silence", () => {
  const port = new Port();
  port.hear(FRAME);
  port.hear(FRAME);
  port.untilChange(SILENCE, 7200);
  // 2 KiB at 2400 baud, in pieces.
  equal(port.untilChange({ ...SILENCE, byteCount: 218 }, 9), Infinity);
  equal(port.hear(FRAME), false);
});

Deno.test("LineSearch begins with the setting that is recalled and believes it for a minute", () => {
  const port = new Port(LINE_SETTINGS, "9600 7E1");
  deepEqual([port.setting, port.search.isFound], ["9600 7E1", true]);
  equal(port.untilChange(SILENCE, 10_000), Infinity);
  equal(port.untilChange(RUBBISH), 61);
  equal(port.setting, "115200 7E1");
});

Deno.test("LineSearch forgets a recalled setting that is not among those to try", () => {
  equal(new Port(LINE_SETTINGS, "300 7E1").setting, "2400 8E1");
});

Deno.test("LineSearch says after a full turn whether anything was heard at all", () => {
  const port = new Port();
  for (let n = 0; n < 7; n++) port.untilChange(SILENCE);
  equal(port.search.trouble, null);
  port.untilChange(SILENCE);
  equal(port.search.trouble, "silent");
  for (let n = 0; n < 8; n++) port.untilChange(RUBBISH);
  equal(port.search.trouble, "garbled");
  port.hear(FRAME);
  equal(port.search.trouble, null);
});
