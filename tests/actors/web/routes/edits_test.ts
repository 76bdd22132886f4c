import { deepEqual, equal } from "node:assert/strict";
import { BatchesAnswer, EditAnswer, UndoAnswer } from "#actors/web/routes/edits.ts";
import type { EditBatch } from "#model/edits.ts";
import type { EnergyPoint } from "#model/energy.ts";
import { Fault } from "#model/fault.ts";
import { QuarterMemory } from "#tests/support/quarter_memory.ts";
import { webClient } from "#tests/support/web_client.ts";
import { testView } from "#tests/support/web_view.ts";

const QUARTER_MS = 900_000;
/** 2026-01-05 08:00 in Oslo. */
const EIGHT_MS = Date.UTC(2026, 0, 5, 7);

function quarter(at: number, importWh: number, exportWh = 0): EnergyPoint {
  const known = { coverage: 1, quality: "measured", estimatedWh: 0 } as const;
  return { atMs: EIGHT_MS + at * QUARTER_MS, importWh, exportWh, ...known };
}

function house(points: readonly EnergyPoint[] = []) {
  const memory = new QuarterMemory(points);
  return { memory, ...webClient(testView(memory.answers())) };
}

const imports = (memory: QuarterMemory) => memory.points("15min").map(({ importWh }) => importWh);

Deno.test("POST /api/v1/history/edits gives an hour a new sum and keeps its shape", async () => {
  const { memory, post } = house([1400, 1550, 1500, 1450].map((wh, at) => quarter(at, wh, 10)));
  const { status, body } = await post("/api/v1/history/edits", {
    step: "hour",
    note: "the meter was off",
    values: [{ at: "2026-01-05T08:00", importKwh: 6 }],
  });
  equal(status, 200);
  deepEqual(EditAnswer.parse(body), { meter: "main", batch: 1, changed: 4, kept: 0 });
  deepEqual(imports(memory), [1424, 1576, 1525, 1475]);
  deepEqual(memory.points("15min").map(({ exportWh }) => exportWh), [10, 10, 10, 10]);
  const { kind, note, meter } = memory.edits[0]!;
  deepEqual({ kind, note, meter }, { kind: "edit", note: "the meter was off", meter: "main" });
});

Deno.test("POST /api/v1/history/edits takes quarters in Wh and the days of 23 hours", async () => {
  const { memory, post } = house();
  await post("/api/v1/history/edits", {
    step: "15min",
    values: [
      { at: EIGHT_MS + QUARTER_MS, importWh: 300, exportWh: 20 },
      { at: EIGHT_MS, importWh: 500 },
    ],
  });
  deepEqual(memory.edits[0]!.changes, [
    { atMs: EIGHT_MS, importWh: 500, exportWh: null },
    { atMs: EIGHT_MS + QUARTER_MS, importWh: 300, exportWh: 20 },
  ]);
  const day = { step: "day", values: [{ at: "2025-03-30", exportKwh: 23 }] };
  equal((await post("/api/v1/history/edits", day)).body.changed, 92);
  deepEqual(memory.edits[1]!.changes[0], {
    atMs: Date.UTC(2025, 2, 29, 23),
    importWh: null,
    exportWh: 250,
  });
});

Deno.test("POST /api/v1/history/edits asks only for the quarters it changes", async () => {
  const windows: number[] = [];
  const memory = new QuarterMemory();
  const answers = memory.answers();
  const { post } = webClient(testView({
    ...answers,
    energy: (question) => {
      windows.push((question.toMs - question.fromMs) / 86_400_000);
      return answers.energy!(question);
    },
  }));
  const values = [{ at: "2016-05-04", importKwh: 1 }, { at: "2025-12-01", importKwh: 2 }];
  await post("/api/v1/history/edits", { step: "day", values });
  deepEqual(windows, [28, 1]);
});

Deno.test("POST /api/v1/history/edits names the field that does not fit, and changes nothing", async () => {
  const { memory, post } = house();
  const hour = (fields: object) => ({ step: "hour", values: [{ at: EIGHT_MS, ...fields }] });
  for (
    const [body, field] of [
      [{}, "step"],
      [{ step: "hour", values: [] }, "values"],
      [hour({ importWh: 1.5 }), "values.0.importWh"],
      [hour({ importWh: -1 }), "values.0.importWh"],
      [hour({ importWh: 1, importKwh: 1 }), "values.0.importKwh"],
      [hour({}), "values.0"],
      [hour({ volts: 1 }), "values.0"],
      [hour({ at: "soon", importWh: 1 }), "values.0.at"],
      [hour({ at: EIGHT_MS + 900_000, importWh: 1 }), "values.0.at"],
      [hour({ at: "2026-01-05T13:00", importWh: 1 }), "values.0.at"],
      [hour({ at: "2027-01-05T13:00", importWh: 1 }), "values.0.at"],
      [hour({ at: "1999-01-05T13:00", importWh: 1 }), "values.0.at"],
      [{ ...hour({ importWh: 1 }), step: "day" }, "values.0.at"],
      [{ ...hour({ importWh: 1 }), note: "x".repeat(201) }, "note"],
      [
        {
          step: "hour",
          values: [{ at: EIGHT_MS, importWh: 1 }, { at: "2026-01-05T08:00", importWh: 2 }],
        },
        "values.1.at",
      ],
    ] as const
  ) {
    const reply = await post("/api/v1/history/edits", body);
    deepEqual([reply.status, reply.body.code], [400, "web-input"], JSON.stringify(body));
    equal(reply.body.field, field, `${JSON.stringify(body)}: ${reply.body.title}`);
  }
  deepEqual(memory.edits, []);
});

Deno.test("POST /api/v1/history/edits refuses what is no JSON, too long, or too much", async () => {
  const { ask, post, internal } = house();
  const headers = { "Content-Type": "application/json" };
  const send = (body: string) => ask("/api/v1/history/edits", { method: "POST", headers, body });
  equal((await send("{")).status, 400);
  const long = await send(JSON.stringify({ note: "x".repeat(1_100_000) }));
  deepEqual([long.status, long.body.code], [413, "web-too-large"]);
  const values = Array.from({ length: 300 }, (_, at) => {
    const day = new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10);
    return { at: day, importWh: 1 };
  });
  const many = await post("/api/v1/history/edits", { step: "day", values });
  deepEqual([many.status, many.body.code], [413, "web-too-large"]);
  deepEqual(internal, []);
});

Deno.test("GET /api/v1/history/batches and POST undo hand on to history", async () => {
  const undone: unknown[] = [];
  const batch: EditBatch = {
    ...{ batch: 7, kind: "import", note: "a.csv", atMs: 5, undoneAtMs: null } as const,
    ...{ quarters: 4, fromMs: EIGHT_MS, toMs: EIGHT_MS + 4 * QUARTER_MS },
  };
  const { get, post } = webClient(testView({
    batches: () => [batch],
    undo: (question) => {
      if (undone.push(question) > 1) {
        return Promise.reject(new Fault("edit-refused", { what: "there is no batch 7" }));
      }
      return Promise.resolve();
    },
  }));
  const { body } = await get("/api/v1/history/batches?meter=main");
  deepEqual(BatchesAnswer.parse(body), { meter: "main", batches: [batch] });
  const { body: first } = await post("/api/v1/history/batches/7/undo", undefined);
  deepEqual(UndoAnswer.parse(first), { meter: "main", batch: 7 });
  deepEqual(undone, [{ meter: "main", batch: 7 }]);
  const second = await post("/api/v1/history/batches/7/undo", undefined);
  deepEqual([second.status, second.body.code], [409, "edit-refused"]);
  const odd = await post("/api/v1/history/batches/x/undo", undefined);
  deepEqual([odd.status, odd.body.field], [400, "batch"]);
});
