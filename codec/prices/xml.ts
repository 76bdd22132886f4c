/**
 * A strict reader of the little XML that price and exchange rate services send. Names lose their
 * prefix. Document types, entities beyond the five of XML, and sizes that no such service needs are
 * refused, so that no input makes it slow or large.
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";

/** An element; `text` is what stands directly in it, without blanks around. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

type Open = {
  readonly rawName: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
};

const DEPTH_MAX = 32;
const ELEMENTS_MAX = 400_000;
const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&apos;": "'",
};
const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.:-]*`;
const START = new RegExp(
  `^(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)$`,
  "u",
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "gu");
const TAG_LENGTH_MAX = 10_000;

/** Reads a document; the fault `price-reply` with a place for anything that is not well-formed. */
export function readXml(text: string): Outcome<XmlElement> {
  return new XmlReader(text).read();
}

/** The first child of a name. */
export function child(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((other) => other.name === name) ?? null;
}

/** All children of a name. */
export function children(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((other) => other.name === name);
}

/** The text of the first child of a name; `null` when there is none. */
export function textOf(element: XmlElement, name: string): string | null {
  return child(element, name)?.text ?? null;
}

class XmlReader {
  readonly #open: Open[] = [];
  #root: XmlElement | null = null;
  #elements = 0;
  #at = 0;

  constructor(readonly source: string) {}

  read(): Outcome<XmlElement> {
    while (this.#at < this.source.length) {
      const tagAt = this.source.indexOf("<", this.#at);
      const to = tagAt < 0 ? this.source.length : tagAt;
      const problem = this.#text(this.source.slice(this.#at, to)) ??
        (tagAt < 0 ? this.#end(to) : this.#markup(tagAt));
      if (problem !== null) return this.#fault(problem);
    }
    if (this.#open.length > 0) return this.#fault(`<${this.#open.at(-1)!.rawName}> is not closed`);
    return this.#root === null ? this.#fault("no element") : good(this.#root);
  }

  #end(at: number): null {
    this.#at = at;
    return null;
  }

  #text(raw: string): string | null {
    const text = unescaped(raw);
    if (text === null) return "an entity that is not allowed";
    const open = this.#open.at(-1);
    if (open !== undefined) open.text += text;
    else if (text.trim() !== "") return "text outside of the document";
    return null;
  }

  /** Reads what begins with `<`; the answer is what is wrong with it. */
  #markup(at: number): string | null {
    this.#at = at;
    if (this.source.startsWith("<!--", at)) return this.#skip("-->");
    if (this.source.startsWith("<?", at)) return this.#skip("?>");
    if (this.source.startsWith("<!", at)) return "a document type or section, which is not allowed";
    const end = tagEnd(this.source, at);
    if (end < 0) return "a tag that is not closed";
    const tag = this.source.slice(at + 1, end);
    this.#at = end + 1;
    return tag.startsWith("/") ? this.#close(tag.slice(1).trim()) : this.#start(tag);
  }

  #skip(mark: string): string | null {
    const end = this.source.indexOf(mark, this.#at + 2);
    if (end < 0) return `${mark} is missing`;
    this.#at = end + mark.length;
    return null;
  }

  #start(tag: string): string | null {
    const match = START.exec(tag);
    if (match === null) return "a tag that is none";
    if (this.#root !== null && this.#open.length === 0) return "a second document";
    if (++this.#elements > ELEMENTS_MAX) return `more than ${ELEMENTS_MAX} elements`;
    if (this.#open.length >= DEPTH_MAX) return `more than ${DEPTH_MAX} levels`;
    const [, rawName = "", attributeText = "", slash = ""] = match;
    const attributes = attributesOf(attributeText);
    if (attributes === null) return "an attribute that is none";
    this.#open.push({ rawName, attributes, children: [], text: "" });
    return slash === "/" ? this.#close(rawName) : null;
  }

  #close(rawName: string): string | null {
    const open = this.#open.pop();
    if (open === undefined || open.rawName !== rawName) {
      return `</${rawName}> without its beginning`;
    }
    const { attributes, children, text } = open;
    const element = { name: localName(rawName), attributes, children, text: text.trim() };
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = element;
    else parent.children.push(element);
    return null;
  }

  #fault(problem: string): Outcome<XmlElement> {
    return bad(new Fault("price-reply", { what: `XML: ${problem}`, offset: this.#at }));
  }
}

/** Where the tag ends that begins at `at`: a `>` outside of quotes; −1 when nowhere near. */
function tagEnd(source: string, at: number): number {
  let quote = "";
  const to = Math.min(source.length, at + TAG_LENGTH_MAX);
  for (let place = at + 1; place < to; place++) {
    const sign = source[place]!;
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === ">") return place;
    else if (sign === "<") return -1;
  }
  return -1;
}

function attributesOf(text: string): Map<string, string> | null {
  const attributes = new Map<string, string>();
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE)) {
    const value = unescaped(double ?? single ?? "");
    if (name!.startsWith("xmlns")) continue;
    const local = localName(name!);
    if (value === null || attributes.has(local)) return null;
    attributes.set(local, value);
  }
  return attributes;
}

function localName(rawName: string): string {
  return rawName.slice(rawName.lastIndexOf(":") + 1);
}

/** A text with its entities replaced; `null` when one is none of the five. */
function unescaped(raw: string): string | null {
  if (!raw.includes("&")) return raw;
  let isAllowed = true;
  const text = raw.replaceAll(/&[^;&]{0,8};?/g, (entity) => {
    const sign = ENTITIES[entity];
    if (sign === undefined) isAllowed = false;
    return sign ?? "";
  });
  return isAllowed ? text : null;
}
