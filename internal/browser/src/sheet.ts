// js/sheet.js, on pages with questions.
import { start } from "./main";
import { startSheet } from "./sheet/sheet";

start({ sheet: startSheet });
