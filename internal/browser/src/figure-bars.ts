// js/figure-bars.js, for sheets that have such a figure.
import { fitted } from "./figures/chart";
import { draw } from "./figures/bars";
import { offerPart } from "./sheet/part";

offerPart<"figure-bars">(fitted(draw));
