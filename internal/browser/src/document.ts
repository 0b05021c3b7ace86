// js/document.js, when a reader prints a whole forløb.
import { showDocument } from "./print/view";
import { offerPart } from "./sheet/part";

offerPart<"document">(showDocument);
