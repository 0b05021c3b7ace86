// js/figure-radar.js, for sheets that have such a figure.
import { draw } from "./figures/radar";
import { offerPart } from "./sheet/part";

offerPart<"figure-radar">(draw);
