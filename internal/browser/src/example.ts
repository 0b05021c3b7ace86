// js/example.js, on a page that opens a filled forløb.
import { startExample } from "./example/example";
import { start } from "./main";

start({ example: startExample });
