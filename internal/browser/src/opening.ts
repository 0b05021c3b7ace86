// js/opening.js, when a reader opens the filled forløb of a page.
import { openExample } from "./example/opening";
import { offerPart } from "./sheet/part";

offerPart<"opening">(openExample);
