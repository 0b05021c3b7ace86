// js/figure-star.js, for sheets that have such a figure.
import { draw } from "./figures/star";
import { offerPart } from "./sheet/part";

offerPart<"figure-star">(draw);
