// js/figure-bars.js, for sheets that have such a figure.
import { draw } from "./figures/bars";
import { offerPart } from "./sheet/part";

offerPart<"figure-bars">(draw);
