// js/files.js, when a reader opens a file on a sheet, takes it to another program, makes a forløb or uses
// the tab alone.
import { takeElsewhere } from "./sheet/elsewhere";
import { handOver } from "./sheet/handover";
import { goTemporary, newForloeb, openFiles } from "./sheet/opening";
import { offerPart } from "./sheet/part";

offerPart<"files">({ openFiles, takeElsewhere, newForloeb, goTemporary, handOver });
