// js/tools.js, for every sheet once it has been painted.
import { offerPart } from "./sheet/part";
import { Tools } from "./sheet/tools";

offerPart<"tools">(Tools);
