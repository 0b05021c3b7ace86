// js/figure-stacked.js, for sheets that have such a figure.
import { draw } from "./figures/stacked";
import { offerPart } from "./sheet/part";

offerPart<"figure-stacked">(draw);
