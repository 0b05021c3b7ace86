// js/board.js, on pages with the board.
import { start } from "./main";
import { startBoard } from "./site/board";

start({ board: startBoard });
