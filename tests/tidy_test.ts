/** The house rules that a machine can check: who may import whom, sizes, words, lists, mirrors. */
import { deepEqual, ok } from "node:assert/strict";
import {
  exists,
  filesBelow,
  resolved,
  ROOT,
  type SourceFile,
  sourceFiles,
} from "#tests/support/source_files.ts";

const files = sourceFiles();
const shipped = files.filter(({ path }) => !path.startsWith("tests/"));
const roomOf = (path: string) => path.includes("/") ? path.slice(0, path.indexOf("/")) : "main";

/** Imports only look left (style.md Part 2, with the rooms of 00 §3). */
const ROOMS = [
  "model",
  "runtime",
  "codec",
  "energy",
  "drivers",
  "config",
  "actors",
  "ui",
  "commands",
  "main",
];

/** Tightenings of single rooms: what a room may take beside itself. */
const TIGHT: Record<string, (target: string) => boolean> = {
  codec: (target) => roomOf(target) === "model",
  energy: (target) => roomOf(target) === "model",
  runtime: (target) => roomOf(target) === "model",
  config: (target) => roomOf(target) === "model" || target.endsWith("/mod.ts"),
  actors: (target) => roomOf(target) !== "drivers" || target === "drivers/ports.ts",
};

/** Packages by room; built-ins of Deno and Node are free, save where a room is pure. */
const PACKAGES: Record<string, RegExp> = {
  model: /^zod$/,
  runtime: /^node:/,
  codec: /^node:crypto$/,
  energy: /^$/,
  drivers: /^(node:|mqtt$)/,
  config: /^zod$/,
  actors: /^(node:|hono|mqtt$|zod$)/,
  ui: /^(preact|@preact\/signals|uplot|hono\/client)/,
  commands: /^node:/,
  main: /^$/,
};

function problems(find: (file: SourceFile) => string[]): string[] {
  return shipped.flatMap((file) => find(file).map((what) => `${file.path}: ${what}`));
}

Deno.test("tidy: imports only look left", () => {
  deepEqual(
    problems(({ path, imports }) =>
      imports.flatMap((specifier) => {
        const target = resolved(path, specifier);
        const room = roomOf(path);
        if (target === null || target === "deno.json" || roomOf(target) === room) return [];
        const left = ROOMS.indexOf(roomOf(target)) < ROOMS.indexOf(room);
        const allowed = left && ROOMS.includes(room) && (TIGHT[room]?.(target) ?? true);
        return allowed ? [] : [`may not import ${specifier}`];
      })
    ),
    [],
  );
});

Deno.test("tidy: no actor imports another actor", () => {
  const actorOf = (path: string) => path.split("/")[1];
  deepEqual(
    problems(({ path, imports }) =>
      imports.filter((specifier) => {
        const target = resolved(path, specifier);
        return target !== null && roomOf(path) === "actors" && roomOf(target) === "actors" &&
          actorOf(path) !== actorOf(target);
      })
    ),
    [],
  );
});

Deno.test("tidy: the page takes types only from other rooms", () => {
  deepEqual(
    problems(({ path, text }) => {
      if (roomOf(path) !== "ui" || path === "ui/build.ts") return [];
      return [...text.matchAll(/^import (?!type )[^;]*?"(#[^"]+)"/gm)].map((match) => match[1]!);
    }),
    [],
  );
});

Deno.test("tidy: packages stay in their rooms", () => {
  deepEqual(
    problems(({ path, imports }) => {
      const room = roomOf(path);
      // The bundler of the page runs on the machine, not in the browser.
      if (path === "ui/build.ts") return [];
      return imports.filter((specifier) =>
        resolved(path, specifier) === null && !(PACKAGES[room] ?? /^$/).test(specifier)
      );
    }),
    [],
  );
});

Deno.test("tidy: borders are crossed by alias, rooms are walked by ./", () => {
  deepEqual(
    problems(({ path, imports }) =>
      imports.filter((specifier) => {
        const target = resolved(path, specifier);
        if (target === null || target === "deno.json") return false;
        const crosses = roomOf(target) !== roomOf(path);
        return crosses ? specifier.startsWith(".") : specifier.startsWith("#");
      })
    ),
    [],
  );
});

Deno.test("tidy: no import cycles, types included", () => {
  const targets = new Map(shipped.map(({ path, imports }) => [
    path,
    imports.flatMap((specifier) => resolved(path, specifier) ?? []),
  ]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(" > "));
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of shipped) walk(path, []);
  deepEqual(cycles, []);
});

Deno.test("tidy: files stay below 400 lines, main.ts below 80", () => {
  const lineCount = (text: string) => text.split("\n").length - 1;
  deepEqual(
    problems(({ path, text }) => {
      const linesMax = path === "main.ts" ? 80 : 400;
      return lineCount(text) > linesMax ? [`has ${lineCount(text)} lines`] : [];
    }),
    [],
  );
});

Deno.test("tidy: lines are at most 100 columns wide, comments too", () => {
  deepEqual(
    problems(({ text }) =>
      text.split("\n").flatMap((line, at) => line.length > 100 ? [`line ${at + 1}`] : [])
    ),
    [],
  );
});

Deno.test("tidy: functions fit a screen (60 lines)", () => {
  deepEqual(
    problems(({ path, text }) => {
      if (path.startsWith("ui/text/")) return [];
      const lines = text.split("\n");
      return lines.flatMap((line, at) => {
        const head =
          /^(\s*)(?:export )?(?:default )?(?:async )?(?:function\b|(?:static |readonly |private )?(?:async )?\*?#?\w+\([^)]*\)[^;=]*\{$)/
            .exec(line);
        if (head === null || /^\s*(?:if|for|while|switch|return|catch)\b/.test(line)) return [];
        const end = lines.findIndex((other, to) => to > at && other.startsWith(`${head[1]}}`));
        return end - at > 60 ? [`line ${at + 1} begins a function of ${end - at} lines`] : [];
      });
    }),
    [],
  );
});

/** Words that have no business in shipped code. */
const BANNED: readonly { word: RegExp; allowed: (path: string) => boolean }[] = [
  { word: /\bany\b(?=\s*[;,)>\]=|&])/, allowed: () => false },
  { word: /as unknown as/, allowed: () => false },
  { word: /@ts-ignore|@ts-expect-error|deno-lint-ignore/, allowed: () => false },
  { word: /\b(TODO|FIXME|XXX)\b/, allowed: () => false },
  {
    word: /\b(Date\.now|performance\.now|setTimeout|setInterval)\(/,
    allowed: (path) => /^(runtime|drivers|ui)\//.test(path),
  },
  { word: /\bconsole\./, allowed: (path) => /^(runtime|drivers)\//.test(path) },
];

Deno.test("tidy: no banned words", () => {
  deepEqual(
    problems(({ path, text }) => {
      const code = text.replaceAll(/^\s*(\*|\/\*\*?|\/\/).*$/gm, "");
      return BANNED
        .filter(({ word, allowed }) => !allowed(path) && word.test(code))
        .map(({ word }) => String(word));
    }),
    [],
  );
});

Deno.test("tidy: every file opens by saying what it is for", () => {
  deepEqual(
    problems(({ text }) => text.startsWith("/** ") || text.startsWith("/**\n") ? [] : ["?"]),
    [],
  );
});

/** Folders with a list: every file beside the list stands in it, save the blueprint. */
const LISTS: readonly { list: string; except: readonly string[] }[] = [
  { list: "codec/meters/mod.ts", except: [] },
  { list: "codec/mqtt/mod.ts", except: ["format.ts"] },
  { list: "codec/encode/layouts/mod.ts", except: [] },
  { list: "codec/prices/providers/mod.ts", except: [] },
  { list: "ui/tiles/mod.ts", except: [] },
];

Deno.test("tidy: every listed folder lists all its files", () => {
  const missing = LISTS.flatMap(({ list, except }) => {
    const folder = list.slice(0, list.lastIndexOf("/"));
    const text = Deno.readTextFileSync(`${ROOT}${list}`);
    return filesBelow(folder, [".ts", ".tsx"])
      .map((path) => path.slice(folder.length + 1))
      .filter((name) => !name.startsWith("_") && name !== "mod.ts" && !name.includes("/"))
      .filter((name) => !except.includes(name) && !text.includes(`"./${name}"`))
      .map((name) => `${list} lacks ${name}`);
  });
  deepEqual(missing, []);
});

/** Tests that look at more than one file have rooms of their own. */
const HOUSE_TESTS =
  /^tests\/(tidy_test|corpus\/|fuzz\/|energy\/reference\/|e2e\/|house\/|bench\/|support\/)/;

Deno.test("tidy: every test mirrors a source", () => {
  const sources = new Set(shipped.map(({ path }) => path));
  const strays = filesBelow("tests", ["_test.ts", "_test.tsx"])
    .filter((path) => !HOUSE_TESTS.test(path))
    .filter((path) => {
      const source = path.slice("tests/".length).replace(/_test\.tsx?$/, "");
      return !sources.has(`${source}.ts`) && !sources.has(`${source}.tsx`);
    });
  deepEqual(strays, []);
});

Deno.test("tidy: links in the docs resolve", () => {
  const broken = filesBelow("", [".md"]).flatMap((path) => {
    const text = Deno.readTextFileSync(`${ROOT}${path}`).replaceAll(/```[\s\S]*?```/g, "");
    return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map((match) => match[1]!)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => !exists(new URL(link, `file://${ROOT}${path}`).pathname))
      .map((link) => `${path}: ${link}`);
  });
  deepEqual(broken, []);
});

Deno.test("tidy: at most ten runtime packages, each with a reason in docs/decisions", () => {
  const config = JSON.parse(Deno.readTextFileSync(`${ROOT}deno.json`));
  const packages = Object.entries<string>(config.imports)
    .filter(([, target]) => target.startsWith("npm:"))
    .map(([name]) => name);
  const runtime = packages.filter((name) =>
    shipped.some(({ imports }) =>
      imports.some((specifier) => specifier === name || specifier.startsWith(`${name}/`))
    )
  );
  ok(runtime.length <= 10, `there are ${runtime.length}`);
  const decisions = filesBelow("docs/decisions", [".md"])
    .map((path) => Deno.readTextFileSync(`${ROOT}${path}`)).join("\n");
  deepEqual(runtime.filter((name) => !decisions.includes(`\`${name}\``)), []);
});
