// js/rows.js, in place of js/sheet.js where rows come, go or are arranged.
import { start } from "./main";
import { RowTables } from "./sheet/row-tables";
import { startSheet } from "./sheet/sheet";

start({ sheet: (form) => startSheet(form, { rows: RowTables }) });
