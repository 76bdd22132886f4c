/** Every SQL statement of history, as methods in ms and Wh. Knows rows, not rules. */
import type { DatabaseSync } from "node:sqlite";
import type { Pending } from "../pending.ts";
import { ChronicleRows } from "./chronicle_rows.ts";
import { DayRows } from "./day_rows.ts";
import { EditRows } from "./edit_rows.ts";
import { EnergyRows } from "./energy_rows.ts";
import { MinuteRows } from "./minute_rows.ts";
import { PowerRows } from "./power_rows.ts";
import { Statements } from "./statements.ts";
import { SubMeterRows } from "./sub_meter_rows.ts";
import { TemperatureRows } from "./temperature_rows.ts";

export class Rows {
  readonly power: PowerRows;
  readonly minutes: MinuteRows;
  readonly energy: EnergyRows;
  readonly edits: EditRows;
  readonly days: DayRows;
  readonly subMeters: SubMeterRows;
  readonly temperatures: TemperatureRows;
  readonly chronicle: ChronicleRows;
  readonly #sql: Statements;

  /** @param failed Is told what any statement threw. */
  constructor(database: DatabaseSync, failed: (thrown: unknown) => void) {
    const sql = this.#sql = new Statements(database, failed);
    this.power = new PowerRows(sql);
    this.minutes = new MinuteRows(sql);
    this.energy = new EnergyRows(sql);
    this.edits = new EditRows(sql);
    this.days = new DayRows(sql);
    this.subMeters = new SubMeterRows(sql);
    this.temperatures = new TemperatureRows(sql);
    this.chronicle = new ChronicleRows(sql);
  }

  /** Number of the last journal record in the database; 0 in a new one. */
  get sequence(): number {
    const text = "SELECT value FROM mark WHERE name = 'sequence'";
    return Number(this.#sql.first(text)?.[0] ?? 0);
  }

  /** A meter's number and saved state; the meter is entered when it is new. */
  meter(name: string): { id: number; state: string | null } {
    this.#sql.run("INSERT INTO meter (name) VALUES (?) ON CONFLICT DO NOTHING", name);
    const row = this.#sql.first("SELECT id, state FROM meter WHERE name = ?", name);
    return { id: Number(row?.[0]), state: row?.[1] as string | null };
  }

  saveState(meter: number, state: string): void {
    this.#sql.run("UPDATE meter SET state = ? WHERE id = ?", state, meter);
  }

  saveSequence(sequence: number): void {
    this.#sql.run("INSERT OR REPLACE INTO mark VALUES ('sequence', ?)", sequence);
  }

  /** Writes a meter's waiting rows. Runs inside a transaction. */
  write(meter: number, pending: Pending): void {
    this.power.write("power_10s", meter, pending.power10s);
    this.power.write("power_1min", meter, pending.power1min);
    this.energy.write(meter, pending.quarters);
    this.minutes.write(meter, pending.minutes);
    this.subMeters.write(meter, pending.subMeters.values());
    this.chronicle.writeRegisters(meter, pending.registers);
    this.chronicle.writeEvents(meter, pending.events);
    this.chronicle.writeEpochs(meter, pending.epochs);
  }

  /** Takes away a meter's rows that are too old, a few hours' worth at most. */
  prune(meter: number, nowMs: number): void {
    this.power.prune(meter, nowMs);
    this.minutes.prune(nowMs);
    this.chronicle.prune();
  }
}
