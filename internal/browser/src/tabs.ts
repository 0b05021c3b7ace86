// js/tabs.js, before the script of a sheet whose headings are tabs.
import { start } from "./main";
import { startTabs } from "./sheet/tabs";

start({ sheet: startTabs });
