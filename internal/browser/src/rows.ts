// js/rows.js, before js/sheet.js on sheets whose rows come, go or are arranged.
import { offerPart } from "./sheet/part";
import { rowPart } from "./sheet/row-part";

offerPart<"rows">(rowPart);
