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
];
