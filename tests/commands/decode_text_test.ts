import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { glo } from "#codec/encode/cipher.ts";
import { mbusFrames } from "#codec/encode/mbus.ts";
import { p1Telegram } from "#codec/encode/p1.ts";
import { slideText } from "#commands/decode_text.ts";
import { apduOf, listOf } from "#tests/support/frames.ts";
import { KEYS, security } from "#tests/support/keys.ts";
import { slideOf } from "#tests/support/slide.ts";

const PLAIN = `FILE, bytes 0 to 40: a reading of list type 1, layout kaifa-power
  HDLC frame
      0  7E                       opening flag
      1  A0 27                    format: type 3, whole telegram or last part, 39 bytes
      3  01                       destination: address 0
      4  02 01                    source: address 128
      6  10                       control: not looked at
      7  5A 87                    header checksum, right
    LLC
      9  E6 E7 00                 selectors
    Data-notification
     12  0F                       tag
     13  40 00 00 00              invoke id
     17  09 0C                    date-time follows
     19  07 EA 01 05 01 0D 00 00… date-time: 2026-01-05 13:00:00 on the meter, offset not given  →
                                  apduTime
      List
     31  02 01                    structure of 1
     33  06 00 00 04 D2           uint32: 1234  → importW
     38  1D 83                    frame checksum, right
     40  7E                       closing flag

  vendor            kaifa
  listType          1
  threePhase        false
  twoPhase          false
  apduTime          2026-01-05T12:00:00Z
  importW           1234 W
`;

const TEXT = `FILE, bytes 0 to 69: a reading of list type 2, layout p1
  P1 telegram
      0  /LGF5E360                ident: "/LGF5E360", Landis+Gyr
     11  0D 0A                    blank line
     13  0-0:1.0.0(260105130000W… 0-0:1.0.0    clock: 260105130000W  → meterTime
     39  1-0:1.7.0(0001.234*kW)   1-0:1.7.0    import power: 0001.234 kW  → importW
     63  21                       end mark
     64  D7C9                     checksum, right

  vendor            landisgyr
  listType          2
  threePhase        false
  twoPhase          false
  listId            LGF5
  meterModel        E360
  meterTime         2026-01-05T12:00:00Z
  importW           1234 W
`;

const DAMAGED = `FILE, bytes 0 to 43: no reading (frame-checksum), not trusted
  HDLC frame
      0  7E                       opening flag
      1  A0 2A                    format: type 3, whole telegram or last part, 42 bytes
      3  41                       destination: address 32
      4  08 83                    source: address 577
      6  13                       control: information without number
      7  04 13                    header checksum, right
    LLC
      9  E6 E7 00                 selectors
    Data-notification
     12  0F                       tag
     13  40 00 00 00              invoke id
     17  00                       no date-time
      List
     18  01 01                    array of 1
     20  02 03                    structure of 3
     22  06 00 00 04 D2           1-0:1.7.0    import power: 1234
     35  02 02                    structure of 2
     37  0F 00                    int8: 0
     39  01 1B                    array: 27 elements
     41  19 F2                    frame checksum WRONG: expected 802A, found 19F2
     43  7E                       closing flag

  Rejected: The frame's checksum is wrong at byte 41: 44 bytes (expected 2A80, found F219)
  (frame-checksum)
  Some of these are normal. Many mean a bad cable, a long cable or wrong serial settings.
`;

const CIPHERED = `FILE, bytes 0 to 50: no reading of its own
  M-Bus frame
      0  68                       start
      1  2D                       length: 45 bytes
      2  2D                       length again
      3  68                       start again
      4  53                       control: from the meter
      5  FF                       address: to everybody
      6  00                       control information: part 1 of several
      7  01 67                    transport selectors
      9  DB 08 4B 41 4D 00 01 02… part 1 of a telegram
     49  EE                       checksum, right
     50  16                       stop

FILE, bytes 51 to 78: a reading of list type 1, layout generic
  M-Bus frame
     51  68                       start
     52  16                       length: 22 bytes
     53  16                       length again
     54  68                       start again
     55  53                       control: from the meter
     56  FF                       address: to everybody
     57  11                       control information: part 2, the last
     58  01 67                    transport selectors
     60  AB 15 49 4C A1 C1 AB E7… part 2 of a telegram
     77  EA                       checksum, right
     78  16                       stop

  Joined from 2 parts: 57 bytes, counted from 0
  General-glo-ciphering
      0  DB                       tag
      1  08                       title length: 8 bytes
      2  4B 41 4D 00 01 02 03 04  system title: KAM 0001020304, Kamstrup
     10  2E                       length: 46 bytes
     11  30                       security control: encrypted, authenticated by a tag, suite 0
     12  00 00 00 07              counter: 7
     16  A8 6C 9D 95 3A 3A 38 DD… ciphertext: 29 bytes
     45  C1 AB E7 49 AE 39 D0 08… authentication tag, right

  Deciphered: 29 bytes, counted from 0
  Data-notification
      0  0F                       tag
      1  40 00 00 00              invoke id
      5  00                       no date-time
    List
      6  02 01                    structure of 1
      8  06 00 00 04 D2           1-0:1.7.0    import power: 1234 W  → importW

  Key of KAM 0001020304, Kamstrup: the encryption key fits, the authentication tag is verified

  vendor            kamstrup
  listType          1
  threePhase        false
  twoPhase          false
  importW           1234 W
  authenticated     true
`;

const text = (bytes: Uint8Array, keys = {}) => slideText("FILE", slideOf(bytes, keys)).join("\n");

Deno.test("slideText() of a list without codes names what each value became", () => {
  assert.equal(text(listOf("kaifa", 1)), PLAIN);
});

Deno.test("slideText() of a P1 telegram shows its lines", () => {
  const lines = ["0-0:1.0.0(260105130000W)", "1-0:1.7.0(0001.234*kW)"];
  assert.equal(text(p1Telegram("LGF5E360", lines)), TEXT);
});

Deno.test("slideText() of a damaged frame shows the check that failed and what is below", () => {
  const frame = listOf("aidon", 1);
  assert.equal(text(frame.with(39, 0x01)), DAMAGED);
});

Deno.test("slideText() of a ciphered telegram in two frames shows what it is after each step", () => {
  const power = new AxdrWriter().structure(1).structure(3)
    .obis("1-0:1.7.0").number("uint32", 1234).scalerUnit(0, 27);
  assert.equal(text(mbusFrames(glo(apduOf(power), security(7)), 40), KEYS), CIPHERED);
});

Deno.test("slideText() keeps to a hundred columns", () => {
  for (const id of ["aidon", "kamstrup-dk", "lg-ch", "p1", "p1-be", "sml", "iec-c", "iskra-hr"]) {
    const slide = slideOf(listOf(id, id === "iec-c" || id === "aidon" ? 3 : 4));
    const rows = slideText("FILE", slide).join("\n").split("\n");
    assert.deepEqual(rows.filter((row) => row.length > 100 && row.includes("→")), [], id);
  }
});
