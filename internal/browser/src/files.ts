// js/files.js, when a reader opens a file on a sheet, makes a forløb or uses the tab alone.
import { goTemporary, newForloeb, openFile } from "./sheet/opening";
import { offerPart } from "./sheet/part";

offerPart<"files">({ openFile, newForloeb, goTemporary });
