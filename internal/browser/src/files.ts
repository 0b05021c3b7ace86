// js/files.js, when a reader opens a file on a sheet, takes a table, makes a forløb or uses
// the tab alone.
import { goTemporary, newForloeb, openFile, takeTable } from "./sheet/opening";
import { offerPart } from "./sheet/part";

offerPart<"files">({ openFile, takeTable, newForloeb, goTemporary });
