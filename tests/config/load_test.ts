import { deepEqual, equal, match } from "node:assert/strict";
import {
  checkOverrides,
  defaults,
  environmentOverrides,
  loadSettings,
  parseOverride,
} from "#config/load.ts";

Deno.test("loadSettings() without a file gives one meter, no broker host and a closed page", () => {
  const { settings, faults } = loadSettings(null, []);
  deepEqual(faults, []);
  equal(settings.meters[0]!.id, "main");
  equal(settings.brokers[0]!.host, "");
  equal(settings.web.security, "everything");
});

Deno.test("loadSettings() lets the command line win over the file", () => {
  const file = JSON.stringify({ mqtt: { host: "a", port: 1234 }, web: { http: ":81" } });
  const { settings } = loadSettings(file, [{ name: "mqtt.host", value: "b" }]);
  deepEqual([settings.brokers[0]!.host, settings.brokers[0]!.port], ["b", 1234]);
  equal(settings.web.http, ":81");
});

Deno.test("loadSettings() reads several meters and applies meter.… to the first", () => {
  const file = JSON.stringify({ meters: [{ id: "a" }, { id: "b", source: "sim:p1" }] });
  const { settings } = loadSettings(file, [{ name: "meter.source", value: "sim:aidon" }]);
  deepEqual(settings.meters.map(({ id, source }) => `${id} ${source}`), [
    "a sim:aidon",
    "b sim:p1",
  ]);
});

Deno.test("loadSettings() names what a broken file is and goes on with defaults", () => {
  const { settings, faults } = loadSettings('{"mqtt": ', [{ name: "mqtt.host", value: "b" }]);
  equal(faults[0]!.fault.code, "config-unreadable");
  equal(settings.brokers[0]!.host, "b");
});

Deno.test("loadSettings() replaces only the section that does not parse, and names the field", () => {
  const file = JSON.stringify({
    mqtt: { host: "a", port: 99_999 },
    meter: { zone: "Europe/Paris" },
  });
  const { settings, faults } = loadSettings(file, []);
  deepEqual(faults.map(({ section, fault }) => `${section}: ${fault.message}`), [
    "brokers: A setting has a value that does not fit: " +
    "mqtt.port wants a whole number from 0 to 65535",
  ]);
  equal(settings.brokers[0]!.host, "");
  equal(settings.meters[0]!.zone, "Europe/Paris");
});

Deno.test("loadSettings() refuses unknown names, bad zones, keys and wildcard topics", () => {
  const message = (file: unknown) =>
    loadSettings(JSON.stringify(file), []).faults[0]?.fault.detail.what;
  equal(message({ mqtt: { hots: "a" } })?.startsWith("mqtt "), true);
  equal(
    message({ meter: { zone: "Europe/Atlantis" } }),
    "meter.zone wants a time zone such as Europe/Oslo",
  );
  equal(
    message({ meter: { encryptionKey: "12" } }),
    "meter.encryptionKey wants 32 hex digits (16 pairs)",
  );
  equal(message({ mqtt: { host: "a", topic: "a/#" } }), "mqtt.topic wants a topic without + and #");
  equal(message({ web: { http: "8080" } }), "web.http wants HOST:PORT, for example 0.0.0.0:8080");
});

Deno.test("loadSettings() names sections that nothing reads, and uses the others", () => {
  const what = (file: unknown) => {
    const { settings, faults } = loadSettings(JSON.stringify(file), []);
    return [faults[0]?.fault.detail.what, settings.meters[0]!.id];
  };
  deepEqual(what({ mqqt: { host: "a" }, meter: { id: "b" } }), ["nothing reads mqqt", "b"]);
  deepEqual(what({ meter: { id: "a" }, meters: [{ id: "b" }] }), ["nothing reads meter", "b"]);
});

Deno.test("loadSettings() refuses a meter's name that MQTT could not carry", () => {
  for (const id of ["", "a/b", "#", "+", "a\0"]) {
    const { faults } = loadSettings(JSON.stringify({ meter: { id } }), []);
    equal(faults[0]?.fault.detail.what, "meter.id wants a name without +, # and /", id);
  }
});

Deno.test("a key may be pasted with 0x, blanks, colons and dashes", () => {
  const pasted = "0x00:11 22-33 44 55 66 77 88 99 aa bb cc dd ee ff";
  const { settings } = loadSettings(null, [{ name: "meter.encryptionKey", value: pasted }]);
  equal(settings.meters[0]!.encryptionKey, "00112233445566778899AABBCCDDEEFF");
});

Deno.test("parseOverride() finds settings in any case and refuses unknown ones", () => {
  deepEqual(parseOverride("MQTT.clientid=a=b"), {
    ok: true,
    value: { name: "mqtt.clientId", value: "a=b" },
  });
  equal(parseOverride("mqtt.hots=x").ok, false);
  equal(parseOverride("mqtt.host").ok, false);
});

Deno.test("environmentOverrides() reads METERD_SECTION_KEY with or without inner underscores", () => {
  deepEqual(
    environmentOverrides({
      METERD_MQTT_HOST: "h",
      METERD_METER_ENCRYPTION_KEY: "k",
      METERD_WEB_CONTEXTPATH: "c",
      METERD_SEED: "1",
      PATH: "/bin",
    }),
    [
      { name: "mqtt.host", value: "h" },
      { name: "meter.encryptionKey", value: "k" },
      { name: "web.contextPath", value: "c" },
    ],
  );
});

Deno.test("checkOverrides() tells a wrong value on the command line", () => {
  equal(checkOverrides([{ name: "mqtt.port", value: "1883" }]).ok, true);
  equal(checkOverrides([{ name: "mqtt.port", value: "x" }]).ok, false);
  equal(checkOverrides([{ name: "mqtt.tls", value: "perhaps" }]).ok, false);
});

Deno.test("defaults() describes every setting", () => {
  deepEqual(defaults().filter(({ description }) => description === ""), []);
});

Deno.test("loadSettings() refuses a factor on a register that goes on from what was stored", () => {
  const pulses = { name: "meter.source", value: "pulse:gpiochip0/17?perKwh=1000" };
  const factor = (value: string) => ({ name: "meter.accumulatedMultiplier", value });
  equal(loadSettings(null, [pulses, factor("1")]).faults.length, 0);
  const [wrong] = loadSettings(null, [pulses, factor("10")]).faults;
  match(wrong!.fault.message, /accumulatedMultiplier .*perKwh/);
});
