// js/compare.js, on the page that lays answers beside each other.
import { startCompare } from "./compare/compare";
import { start } from "./main";

start({ compare: startCompare });
