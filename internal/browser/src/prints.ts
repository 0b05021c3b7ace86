// js/prints.js, when a reader prints a sheet in another way than as it stands.
import { otherPaper } from "./print/papers";
import { offerPart } from "./sheet/part";

offerPart<"prints">(otherPaper);
