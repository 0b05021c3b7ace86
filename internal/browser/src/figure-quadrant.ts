// js/figure-quadrant.js, for sheets that have such a figure.
import { draw } from "./figures/quadrant";
import { offerPart } from "./sheet/part";

offerPart<"figure-quadrant">(draw);
