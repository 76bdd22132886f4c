/**
 * Weather for the simulated house: what the sun gives to its panels and how cold it is. Plain
 * textbook astronomy; good enough to look right on a curve, not to plan a roof by.
 */
import { chance } from "./chance.ts";

/** Where the house stands: Oslo. */
const LATITUDE = radians(59.91);
const LONGITUDE_DEG = 10.75;
/** Panels face south at this tilt. */
const TILT = radians(35);
const PEAK_W = 8_500;
/** A new cloud every so many minutes; between two the light changes evenly. */
const CLOUD_MIN = 9;

/** Coldest before sunrise, warmest at three in the afternoon; −1 to 1 by local minute. */
const DAILY_WARMTH = Float64Array.from(
  { length: 1440 },
  (_, minute) => Math.cos(2 * Math.PI * (minute - 15 * 60) / 1440),
);

/** Cosine of the sun's hour angle by UTC minute: 1 when it stands in the south. */
const TURN = Float64Array.from(
  { length: 1440 },
  (_, minute) => Math.cos(radians(minute / 4 - 180 + LONGITUDE_DEG)),
);

/** The weather of one day. */
export class Weather {
  readonly #overGround: Plane;
  readonly #overPanels: Plane;
  readonly #cloudiness: number;
  /** Mean outside temperature of the day, °C. */
  readonly meanC: number;
  #knot = NaN;
  #cloudBefore = 0;
  #cloudAfter = 0;

  /** @param day Days since 1970: the season follows from it. */
  constructor(readonly seed: number, readonly day: number) {
    const yearAngle = 2 * Math.PI * ((day % 365.2425) / 365.2425);
    const declination = radians(23.44) * Math.sin(yearAngle - radians(79.6));
    this.#overGround = plane(LATITUDE, declination);
    this.#overPanels = plane(LATITUDE - TILT, declination);
    this.#cloudiness = chance(seed, day, 1) ** 1.4;
    const winter = Math.cos(yearAngle - radians(19));
    this.meanC = 6.5 - 11 * winter + 8 * (chance(seed, day, 2) - 0.5);
  }

  /** Outside temperature at a local minute of the day, °C. */
  outsideC(localMinute: number): number {
    return this.meanC + 3.5 * DAILY_WARMTH[localMinute % 1440]!;
  }

  /** What the panels give, whole W. @param utcMinute Minute of the UTC day; may lie beyond it. */
  solarW(utcMinute: number): number {
    const turn = TURN[(utcMinute + 1440) % 1440]!;
    const height = this.#overGround.constant + this.#overGround.turning * turn;
    if (height <= 0) return 0;
    const direct = this.#overPanels.constant + this.#overPanels.turning * turn;
    const incidence = Math.max(0.12 * height, direct);
    const air = height / (height + 0.33);
    return Math.round(PEAK_W * 1.2 * incidence * air * this.#light(utcMinute));
  }

  /** 0 to 1: what the clouds let through. */
  #light(utcMinute: number): number {
    const knot = Math.floor(utcMinute / CLOUD_MIN);
    if (knot !== this.#knot) {
      this.#knot = knot;
      this.#cloudBefore = this.#cloud(knot);
      this.#cloudAfter = this.#cloud(knot + 1);
    }
    const passed = utcMinute / CLOUD_MIN - knot;
    return 1 - (this.#cloudBefore + (this.#cloudAfter - this.#cloudBefore) * passed);
  }

  #cloud(knot: number): number {
    const c = this.#cloudiness;
    return c * (0.55 + 0.4 * c * chance(this.seed, this.day, 1000 + knot));
  }
}

/** Sine of the sun's height over a plane: a constant and a part that turns with the hour. */
type Plane = { readonly constant: number; readonly turning: number };

/** A south-facing plane is level at some latitude. */
function plane(latitude: number, declination: number): Plane {
  return {
    constant: Math.sin(latitude) * Math.sin(declination),
    turning: Math.cos(latitude) * Math.cos(declination),
  };
}

function radians(degrees: number): number {
  return degrees * Math.PI / 180;
}
