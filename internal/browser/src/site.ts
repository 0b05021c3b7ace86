// js/site.js, on every page.
import { start } from "./main";
import { startTheme } from "./site/theme";

start({ theme: startTheme });
