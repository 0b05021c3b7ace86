// js/files.js, when something of an earlier page is to be finished, and when a reader opens a
// file on a sheet, takes it to another program, makes a forløb or uses the tab alone.
import { takeElsewhere } from "./sheet/elsewhere";
import { handOver } from "./sheet/handover";
import { finish, goTemporary, newForloeb, openFiles } from "./sheet/opening";
import { offerPart } from "./sheet/part";

offerPart<"files">({ openFiles, takeElsewhere, newForloeb, goTemporary, handOver, finish });
