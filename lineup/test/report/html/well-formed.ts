export interface Element {
  name: string;
  attributes: Map<string, string>;
  /** Its own text and that of everything in it. */
  text: string;
}

const TOKEN = /<!DOCTYPE html>|<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITY = /&(?!(?:amp|lt|gt|quot|#39);)/;

/** Reads a page as strictly as XML is read: what is not closed, quoted or escaped is an error. */
export function readStrictly(page: string): Element[] {
  const all: Element[] = [];
  const open: Element[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < page.length) {
    const at = TOKEN.lastIndex;
    const [token, close, name, attributes = "", empty, text] = TOKEN.exec(page) ?? [];
    if (token === undefined) throw new Error(`no markup: ${page.slice(at, at + 80)}`);
    if (ENTITY.test(token) && open.at(-1)?.name !== "style") throw new Error(`not escaped: ${token.slice(0, 80)}`);
    if (text !== undefined) for (const element of open) element.text += decoded(text);
    if (name === undefined) continue;
    if (close === "/") {
      const last = open.pop();
      if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name}>`);
      continue;
    }
    const element = { name, attributes: attributesIn(attributes), text: "" };
    all.push(element);
    if (empty === "") open.push(element);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return all;
}

function attributesIn(text: string): Map<string, string> {
  const found = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
    ([, name = "", value = ""]) => [name, decoded(value)] as const,
  );
  const attributes = new Map(found);
  if (attributes.size < found.length) throw new Error(`an attribute is there twice: ${text.slice(0, 80)}`);
  return attributes;
}

const CHARACTERS: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };

function decoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => CHARACTERS[entity] ?? "");
}
