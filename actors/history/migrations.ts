/**
 * The shape of the database, step by step. Only ever append: the number of steps a file has taken
 * is its version. Instants are whole seconds UTC, energies whole Wh, powers whole W.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- One row per meter; state is all that its rules remember between two readings, as JSON.
  CREATE TABLE meter (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, state TEXT) STRICT;

  -- Single values: sequence is the number of the last journal record whose effects are in here.
  CREATE TABLE mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  -- Power in short buckets; net is import minus export. NULL where the direction is unknown.
  CREATE TABLE power_10s (
    meter INTEGER NOT NULL, at INTEGER NOT NULL,
    import_w INTEGER NOT NULL, export_w INTEGER NOT NULL,
    net_w_min INTEGER, net_w_max INTEGER,
    PRIMARY KEY (meter, at)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE power_1min (
    meter INTEGER NOT NULL, at INTEGER NOT NULL,
    import_w INTEGER NOT NULL, export_w INTEGER NOT NULL,
    net_w_min INTEGER, net_w_max INTEGER,
    PRIMARY KEY (meter, at)
  ) STRICT, WITHOUT ROWID;

  -- The truth about energy. quality counts in QUALITIES; open: 1 import, 2 export not yet settled.
  CREATE TABLE energy_15min (
    meter INTEGER NOT NULL, at INTEGER NOT NULL,
    import_wh INTEGER NOT NULL, export_wh INTEGER NOT NULL,
    covered_ms INTEGER NOT NULL, quality INTEGER NOT NULL, open INTEGER NOT NULL,
    PRIMARY KEY (meter, at)
  ) STRICT, WITHOUT ROWID;

  -- The first register values of every hour, as the meter gave them.
  CREATE TABLE register (
    meter INTEGER NOT NULL, at INTEGER NOT NULL, import_wh INTEGER, export_wh INTEGER,
    PRIMARY KEY (meter, at)
  ) STRICT, WITHOUT ROWID;

  -- All readings of a minute. id is the minute since 1970 times 256 plus the meter; data is a row
  -- of blocks, each one commit's compressed chain of records.
  CREATE TABLE reading_minute (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;

  -- Gaps, clock steps and register oddities.
  CREATE TABLE event (
    id INTEGER PRIMARY KEY, meter INTEGER NOT NULL, at INTEGER NOT NULL,
    kind TEXT NOT NULL, detail TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- Raw readings of the last three days: their records begin to carry the monotonic clock.
  DELETE FROM reading_minute;

  -- What the rules of energy remember has another form now.
  UPDATE meter SET state = json_remove(state, '$.intervals', '$.across');

  CREATE INDEX event_at ON event (meter, at);

  -- Registers that began anew: another meter, or counters set back.
  CREATE TABLE epoch (
    meter INTEGER NOT NULL, at INTEGER NOT NULL, meter_id TEXT,
    import_wh_before INTEGER, export_wh_before INTEGER, import_wh INTEGER, export_wh INTEGER,
    PRIMARY KEY (meter, at)
  ) STRICT, WITHOUT ROWID;

  -- What people changed or read in. Only rows of a batch whose state is 'live' count; 'staged' is
  -- one that is still being handed in, 'undone' one that was taken back.
  CREATE TABLE edit_batch (
    id INTEGER PRIMARY KEY, meter INTEGER NOT NULL, at INTEGER NOT NULL,
    kind TEXT NOT NULL, policy TEXT NOT NULL, note TEXT NOT NULL,
    state TEXT NOT NULL, undone_at INTEGER,
    quarters INTEGER NOT NULL DEFAULT 0, first INTEGER, last INTEGER
  ) STRICT;

  -- Lies above energy_15min, which stays as metered: of several live batches the newest counts, a
  -- direction that is NULL shows what is beneath. old is what was shown when the batch was made.
  CREATE TABLE edit_row (
    meter INTEGER NOT NULL, at INTEGER NOT NULL, batch INTEGER NOT NULL,
    old_import_wh INTEGER, old_export_wh INTEGER, import_wh INTEGER, export_wh INTEGER,
    PRIMARY KEY (meter, at, batch)
  ) STRICT, WITHOUT ROWID;

  -- Local days as shown, derived from the quarters and rebuilt at will. Of a meter's days those
  -- before until are in the table, and those before built are right.
  CREATE TABLE energy_day (
    meter INTEGER NOT NULL, at INTEGER NOT NULL,
    import_wh INTEGER NOT NULL, export_wh INTEGER NOT NULL, estimated_wh INTEGER NOT NULL,
    covered_s INTEGER NOT NULL, length_s INTEGER NOT NULL, quality INTEGER NOT NULL,
    PRIMARY KEY (meter, at)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE day_state (
    meter INTEGER PRIMARY KEY, zone TEXT NOT NULL,
    built INTEGER NOT NULL, until INTEGER NOT NULL
  ) STRICT;

  -- Temperatures in thousandths of a degree; NULL where a sensor gave none.
  CREATE TABLE sensor (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE temperature_5min (
    at INTEGER NOT NULL, sensor INTEGER NOT NULL, mean INTEGER, least INTEGER, most INTEGER,
    PRIMARY KEY (at, sensor)
  ) STRICT, WITHOUT ROWID;

  -- Quarters of sub-meters; the name is '' for one that says none.
  CREATE TABLE sub_meter (
    id INTEGER PRIMARY KEY, meter INTEGER NOT NULL, channel INTEGER NOT NULL,
    kind TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
    UNIQUE (meter, channel, kind, name, unit)
  ) STRICT;
  CREATE TABLE sub_energy (
    at INTEGER NOT NULL, sub INTEGER NOT NULL, amount INTEGER NOT NULL, quality INTEGER NOT NULL,
    PRIMARY KEY (at, sub)
  ) STRICT, WITHOUT ROWID;
  `,
];
