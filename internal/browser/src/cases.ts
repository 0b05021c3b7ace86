// js/cases.js, on the page of all forløb.
import { startCases } from "./cases/cases";
import { start } from "./main";

start({ cases: startCases });
