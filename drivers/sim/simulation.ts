/** A simulated meter from the words of a source URL or of the command line. */
import { type Wiring, WIRINGS } from "#codec/encode/household_state.ts";
import { layoutOf, LAYOUTS } from "#codec/encode/layouts/mod.ts";
import type { Layout } from "#codec/encode/parts/layout.ts";
import { Zone } from "#model/zone.ts";
import { Household } from "./household.ts";
import { type Seal, sealOf } from "./sealing.ts";
import type { SimulatedMeter } from "./sim_source.ts";

/** As written; what is left out has a default. */
export type SimulationWords = {
  readonly id: string;
  readonly speed?: string | undefined;
  readonly seed?: string | undefined;
  readonly phases?: string | undefined;
  readonly zone?: string | undefined;
  /** 32 hex digits: the meter ciphers. */
  readonly key?: string | undefined;
  /** 32 hex digits: and authenticates. */
  readonly authKey?: string | undefined;
};

const SPEED_MAX = 10_000;
const KEY = /^[0-9a-f]{32}$/i;

/**
 * The meter and the household behind it, or a sentence on the word that does not fit. Defaults:
 * real time, seed 1, Oslo, the wiring the meter is mostly built for, and plain telegrams. The
 * sentence never repeats a key.
 */
export function simulation(words: SimulationWords): Omit<SimulatedMeter, "name"> | string {
  const { id, speed = "1", seed = "1", zone = "Europe/Oslo" } = words;
  const layout = layoutOf(id);
  if (layout === undefined) {
    return `no simulated meter is called ${id || "nothing"}; there are ${list(LAYOUTS)}`;
  }
  const wiring = wiringOf(words.phases ?? layout.wirings[0]);
  if (wiring === null || !layout.wirings.includes(wiring)) {
    return `${id} has phases=${layout.wirings.join(" or ")}, not ${words.phases}`;
  }
  if (!(Number(speed) > 0 && Number(speed) <= SPEED_MAX)) {
    return `speed is a number above 0 up to ${SPEED_MAX}, not ${speed}`;
  }
  if (!/^\d{1,9}$/.test(seed)) return `seed is a whole number, not ${seed}`;
  const place = zoneOf(zone);
  if (place === null) return `zone is a time zone such as Europe/Oslo, not ${zone}`;
  const seal = sealIn(words, layout, Number(seed));
  if (typeof seal === "string") return seal;
  const household = new Household({ seed: Number(seed), zone: place, wiring });
  return { layout, household, speed: Number(speed), seal };
}

function sealIn(
  { key, authKey }: SimulationWords,
  { id, ciphering }: Layout,
  seed: number,
): Seal | null | string {
  if (key === undefined) return authKey === undefined ? null : "authKey is of no use without key";
  if (ciphering === undefined) return `${id} never ciphers and takes no key`;
  if (!KEY.test(key)) return "key is 32 hex digits";
  if (authKey !== undefined && !KEY.test(authKey)) return "authKey is 32 hex digits";
  const encryptionKey = Uint8Array.fromHex(key);
  const authenticationKey = authKey === undefined ? null : Uint8Array.fromHex(authKey);
  return sealOf(ciphering, { encryptionKey, authenticationKey, seed });
}

function list(layouts: typeof LAYOUTS): string {
  return layouts.map(({ id }) => id).join(", ");
}

function wiringOf(text: string): Wiring | null {
  return WIRINGS.find((wiring) => wiring === text) ?? null;
}

function zoneOf(name: string): Zone | null {
  try {
    return new Zone(name);
  } catch {
    return null;
  }
}
