/** Numbers as people read them. */
import { deepEqual, equal } from "node:assert/strict";
import {
  decimal,
  duration,
  energyFigure,
  powerFigure,
  powerUnit,
  registerFigure,
  written,
} from "#ui/format.ts";

const locale = "en-GB";
const power = (powerW: number | null) => written(powerFigure(powerW, { locale }));

Deno.test("powerFigure() shows whole watts below 1 kW, then fewer decimals the larger it is", () => {
  equal(power(0), "0\u202fW");
  equal(power(999.4), "999\u202fW");
  equal(power(1000), "1.00\u202fkW");
  equal(power(9994), "9.99\u202fkW");
  equal(power(9996), "10.0\u202fkW");
  equal(power(99_940), "99.9\u202fkW");
  equal(power(99_960), "100\u202fkW");
});

Deno.test("powerFigure() shows an unknown power as a dash, never as zero", () => {
  deepEqual(powerFigure(null, { locale }), { number: "–", unit: "W" });
  deepEqual(powerFigure(undefined, { locale, unit: "kW" }), { number: "–", unit: "kW" });
});

Deno.test("powerUnit() goes back to watts only 5 % below the switch", () => {
  equal(powerUnit(999, "W"), "W");
  equal(powerUnit(1000, "W"), "kW");
  equal(powerUnit(951, "kW"), "kW");
  equal(powerUnit(949, "kW"), "W");
  equal(powerUnit(-1200, "W"), "kW");
});

Deno.test("decimal() writes a true minus, groups, and knows no negative zero", () => {
  equal(decimal(-1234.5, 1, locale), "\u22121,234.5");
  equal(decimal(-0.004, 2, locale), "0.00");
});

Deno.test("energyFigure() keeps two decimals up to 100 kWh, one up to 1000, then none", () => {
  const kilowattHours = (energyWh: number) => energyFigure(energyWh, locale).number;
  equal(kilowattHours(99_990), "99.99");
  equal(kilowattHours(100_000), "100.0");
  equal(kilowattHours(999_960), "1,000");
  equal(energyFigure(null, locale).number, "–");
});

Deno.test("registerFigure() keeps the digits the meter gives", () => {
  equal(registerFigure(92_795_310, "kWh", locale).number, "92,795.31");
  equal(registerFigure(92_795_311, "kWh", locale).number, "92,795.311");
});

Deno.test("duration() says the largest units and leaves out empty ones", () => {
  equal(duration(0), "0\u202fs");
  equal(duration(114_000), "1\u202fmin 54\u202fs");
  equal(duration(7_200_000), "2\u202fh");
  equal(duration(114_000, 1), "1\u202fmin");
  equal(duration(-5), "0\u202fs");
});
