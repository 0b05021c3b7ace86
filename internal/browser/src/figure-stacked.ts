// js/figure-stacked.js, for sheets that have such a figure.
import { fitted } from "./figures/chart";
import { draw } from "./figures/stacked";
import { offerPart } from "./sheet/part";

offerPart<"figure-stacked">(fitted(draw));
