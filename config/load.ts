/**
 * Settings from their three sources: the file `config.json`, over it the environment, over it the
 * command line. A file that is broken never stops the house: what cannot be used is replaced by
 * defaults and named in a fault; a wrong word on the command line is a usage error.
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import {
  ENTRIES,
  type SectionName,
  SECTIONS,
  SETTING_NAMES,
  type Settings,
  SHORT_NAMES,
} from "./schema.ts";

/** A single override: dotted name and text value. */
export type Override = { readonly name: string; readonly value: string };

export type Loaded = {
  readonly settings: Settings;
  /** What does not parse, with the reason; it stands at its defaults. */
  readonly faults: readonly { section: SectionName | "file"; fault: Fault }[];
};

type Raw = Record<string, unknown>;

/** Reads `section.key=value`; the name must be a known setting, in any case. */
export function parseOverride(assignment: string): Outcome<Override> {
  const at = assignment.indexOf("=");
  const name = settingName(at < 0 ? assignment : assignment.slice(0, at));
  if (at < 0) return bad(new Fault("usage", { what: `--set ${assignment} lacks "=value"` }));
  if (name === null) {
    const what = `there is no setting ${assignment.slice(0, at)}`;
    return bad(new Fault("usage", { what }));
  }
  return good({ name, value: assignment.slice(at + 1) });
}

/** Overrides from `METERD_SECTION_KEY` variables, for example `METERD_MQTT_HOST`. */
export function environmentOverrides(environment: Readonly<Record<string, string>>): Override[] {
  return Object.entries(environment).flatMap(([variable, value]) => {
    if (!variable.startsWith("METERD_")) return [];
    const [section, ...key] = variable.slice("METERD_".length).split("_");
    const name = settingName(`${section}.${key.join("")}`);
    return name === null ? [] : [{ name, value }];
  });
}

/** Merges the layers and checks each section on its own. `file` is the text of `config.json`. */
export function loadSettings(file: string | null, overrides: readonly Override[]): Loaded {
  const faults: { section: SectionName | "file"; fault: Fault }[] = [];
  const raw = parseFile(file, (fault) => faults.push({ section: "file", fault }));
  const section = <S extends SectionName>(name: S): Settings[S] => {
    const own = overrides.filter((override) =>
      SHORT_NAMES[shortSection(override.name)]?.section === name
    );
    const parsed = parseSection(name, withOverrides(raw[name], own));
    if (parsed.ok) return parsed.value;
    faults.push({ section: name, fault: parsed.fault });
    // The file's section is unusable; what the command line says still counts if it can.
    const without = parseSection(name, withOverrides(undefined, own));
    return without.ok ? without.value : SECTIONS[name].parse(undefined) as Settings[S];
  };
  const settings = {
    meters: section("meters"),
    web: section("web"),
    brokers: section("brokers"),
    tariff: section("tariff"),
    history: section("history"),
  };
  return { settings, faults };
}

/** Checks overrides alone, so that a wrong one is a usage error at the command line. */
export function checkOverrides(overrides: readonly Override[]): Outcome<null> {
  const { faults } = loadSettings(null, overrides);
  const first = faults[0];
  return first === undefined ? good(null) : bad(first.fault);
}

function parseFile(file: string | null, report: (fault: Fault) => void): Raw {
  if (file === null || file.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(file);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new TypeError("the file does not hold one object");
    }
    const stray = strays(value as Raw);
    if (stray.length > 0) {
      report(new Fault("config-invalid", { what: `nothing reads ${stray.join(", ")}` }));
    }
    return unfold(value as Raw);
  } catch (thrown) {
    report(new Fault("config-unreadable", { what: (thrown as Error).message, cause: thrown }));
    return {};
  }
}

/** Sections that have no meaning: misspelt, or the short name beside the list. */
function strays(file: Raw): string[] {
  return Object.keys(file).filter((name) => {
    const short = SHORT_NAMES[name];
    return short === undefined ? !(name in SECTIONS) : short.listed && short.section in file;
  });
}

/** The file may say `meter` and `mqtt` for a house with one of each. */
function unfold(file: Raw): Raw {
  const raw: Raw = { ...file };
  for (const [short, { section, listed }] of Object.entries(SHORT_NAMES)) {
    if (listed && short in file && !(section in file)) raw[section] = [file[short]];
  }
  return raw;
}

function withOverrides(raw: unknown, overrides: readonly Override[]): unknown {
  if (overrides.length === 0) return raw;
  const listed = SHORT_NAMES[shortSection(overrides[0]!.name)]!.listed;
  const changes = Object.fromEntries(
    overrides.map(({ name, value }) => [name.slice(name.indexOf(".") + 1), value]),
  );
  if (!listed) return { ...asObject(raw), ...changes };
  const [first, ...rest] = Array.isArray(raw) ? raw : [{}];
  return [{ ...asObject(first), ...changes }, ...rest];
}

function asObject(raw: unknown): Raw {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw) ? raw as Raw : {};
}

function parseSection<S extends SectionName>(name: S, raw: unknown): Outcome<Settings[S]> {
  const parsed = SECTIONS[name].safeParse(raw);
  if (parsed.success) return good(parsed.data as Settings[S]);
  const issue = parsed.error.issues[0]!;
  const short = Object.keys(SHORT_NAMES).find((key) => SHORT_NAMES[key]!.section === name)!;
  const path = issue.path.filter((part) => part !== 0).join(".");
  const field = path === "" ? short : `${short}.${path}`;
  return bad(new Fault("config-invalid", { what: `${field} ${issue.message}` }));
}

function shortSection(name: string): string {
  return name.slice(0, name.indexOf("."));
}

function settingName(name: string): string | null {
  const plain = name.trim().toLowerCase();
  return SETTING_NAMES.find((known) => known.toLowerCase() === plain) ?? null;
}

/** The default of every setting by dotted name, for help texts and the docs. */
export function defaults(): { name: string; description: string; default: unknown }[] {
  return Object.entries(ENTRIES).flatMap(([section, entry]) => {
    const values = entry.parse({}) as Raw;
    return Object.entries(entry.shape).map(([key, schema]) => ({
      name: `${section}.${key}`,
      description: schema.description ?? "",
      default: values[key],
    }));
  });
}
