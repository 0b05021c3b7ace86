// js/copies.js, in place of js/sheet.js on sheets that repeat.
import { start } from "./main";
import { Copies } from "./sheet/copies";
import { RowTables } from "./sheet/row-tables";
import { startSheet } from "./sheet/sheet";

start({ sheet: (form) => startSheet(form, { rows: RowTables, copies: Copies }) });
