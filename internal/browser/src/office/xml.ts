// The little XML that workbooks need: escaping what is written, and going through what is
// read tag by tag, since a sheet of 20,000 rows should not be built in memory twice.

export function escape(text: string): string {
  // Letters that XML has no place for, half a pair among them, are left out.
  const clean = Array.from(text, (c) => (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|^[\uD800-\uDFFF]$/.test(c) ? "" : c)).join("");
  return clean.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/\r/g, "&#13;");
}

/** What goes through hears of each tag, its prefix left out, and of the text between. */
export interface Listener {
  open?(name: string, attribute: (name: string) => string | null): void;
  close?(name: string): void;
  text?(text: string): void;
}

const piece = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^>]*>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;

export function walk(xml: string, listener: Listener): void {
  for (const [, cdata, end, name, attributes, empty, text] of xml.matchAll(piece)) {
    if (text !== undefined) listener.text?.(unescape(text));
    else if (cdata !== undefined) listener.text?.(cdata);
    else if (name === undefined) continue;
    else if (end) listener.close?.(name);
    else {
      listener.open?.(name, (wanted) => attributeOf(attributes ?? "", wanted));
      if (empty) listener.close?.(name);
    }
  }
}

// Made once: a sheet of 20,000 rows has half a million attributes.
const patterns = new Map<string, RegExp>();

function attributeOf(attributes: string, name: string): string | null {
  let pattern = patterns.get(name);
  if (!pattern) patterns.set(name, (pattern = new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)));
  const m = pattern.exec(attributes);
  return m ? unescape(m[1] ?? m[2] ?? "") : null;
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescape(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith("#")) return named[name] ?? whole;
    const code = name[1] === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}
