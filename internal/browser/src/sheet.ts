// js/sheet.js, on pages with questions.
import { start } from "./main";
import { startSheet } from "./sheet/sheet";
import { startTabs } from "./sheet/tabs";

start({
  sheet: (form) => {
    startTabs(form);
    startSheet(form);
  },
});
