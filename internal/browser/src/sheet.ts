// js/sheet.js, on pages with questions alone.
import { start } from "./main";
import { startSheet } from "./sheet/sheet";

start({ sheet: (form) => startSheet(form, {}) });
