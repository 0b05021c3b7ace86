// js/figure-funnel.js, for sheets that have such a figure.
import { draw } from "./figures/funnel";
import { offerPart } from "./sheet/part";

offerPart<"figure-funnel">(draw);
