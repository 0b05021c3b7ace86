// A document for Word: headings that are headings, tables whose head stands on every page,
// in Danish. [ECMA-376, WordprocessingML]

import { escape } from "./xml";
import { zip } from "./zip";

/** A run of text; bold is what a label is. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
}

/** A part of a document. Texts may have line breaks. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: "text"; readonly runs: readonly Run[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const types = "http://schemas.openxmlformats.org/package/2006";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
// A4 upright, and across for tables of many columns; twentieths of a point.
const page = { short: 11_906, long: 16_838, margin: 1_020 };
const manyColumns = 6;

export async function writeDocument(title: string, blocks: readonly Block[]): Promise<Uint8Array<ArrayBuffer>> {
  const across = blocks.some((block) => block.kind === "table" && block.head.length > manyColumns);
  const files: [name: string, xml: string][] = [
    [
      "[Content_Types].xml",
      `<Types xmlns="${types}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      `<Relationships xmlns="${types}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${types}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
    ["word/_rels/document.xml.rels", `<Relationships xmlns="${types}/relationships"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/></Relationships>`],
    ["docProps/core.xml", `<cp:coreProperties xmlns:cp="${types}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escape(title)}</dc:title><dc:language>da-DK</dc:language></cp:coreProperties>`],
    ["word/styles.xml", styles],
    ["word/document.xml", `<w:document ${main}><w:body>${paragraph("Title", [{ text: title }])}${blocks.map(blockXML).join("")}${section(across)}</w:body></w:document>`],
  ];
  return zip(new Map(files.map(([name, xml]) => [name, new TextEncoder().encode(head + xml)])));
}

function blockXML(block: Block): string {
  switch (block.kind) {
    case "heading":
      return paragraph(`Heading${block.level}`, [{ text: block.text }]);
    case "text":
      return paragraph(null, block.runs);
    case "table":
      return table(block.head, block.rows);
  }
}

function paragraph(style: string | null, runs: readonly Run[]): string {
  return `<w:p>${style === null ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${runs.map(run).join("")}</w:p>`;
}

function run({ text, bold }: Run): string {
  const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${escape(line)}</w:t>`);
  return `<w:r>${bold ? "<w:rPr><w:b/></w:rPr>" : ""}${lines.join("<w:br/>")}</w:r>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (texts: readonly string[], bold: boolean) => heads.map((_, i) => `<w:tc><w:tcPr><w:tcW w:w="${Math.floor(5_000 / heads.length)}" w:type="pct"/></w:tcPr>${paragraph(null, [{ text: texts[i] ?? "", bold }])}</w:tc>`).join("");
  return (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Tabel"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:firstRow="1"/></w:tblPr>' +
    `<w:tblGrid>${heads.map(() => "<w:gridCol/>").join("")}</w:tblGrid>` +
    `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells(heads, true)}</w:tr>` +
    rows.map((row) => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells(row, false)}</w:tr>`).join("") +
    `</w:tbl>${paragraph(null, [])}` // between two tables, which would else be one
  );
}

function section(across: boolean): string {
  const [width, height] = across ? [page.long, page.short] : [page.short, page.long];
  const m = page.margin;
  return `<w:sectPr><w:pgSz w:w="${width}" w:h="${height}"${across ? ' w:orient="landscape"' : ""}/><w:pgMar w:top="${m}" w:right="${m}" w:bottom="${m}" w:left="${m}" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>`;
}

function heading(level: number, size: number): string {
  return `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`;
}

const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>`;
const styles =
  `<w:styles ${main}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="da-DK"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>` +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>' +
  [34, 28, 25, 23].map((size, i) => heading(i + 1, size)).join("") +
  `<w:style w:type="table" w:styleId="Tabel"><w:name w:val="Tabel"/><w:tblPr><w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("")}</w:tblBorders><w:tblCellMar><w:left w:w="90" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`;
