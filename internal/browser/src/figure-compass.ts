// js/figure-compass.js, for sheets that have such a figure.
import { draw } from "./figures/compass";
import { offerPart } from "./sheet/part";

offerPart<"figure-compass">(draw);
