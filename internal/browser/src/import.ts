// js/import.js, a part of js/sheet.js: rows that people have elsewhere are brought in.
import { bringRows } from "./import/bring";
import { offerPart } from "./sheet/part";

offerPart<"import">(bringRows);
