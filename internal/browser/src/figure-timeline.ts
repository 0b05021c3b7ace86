// js/figure-timeline.js, for sheets that have such a figure.
import { fitted } from "./figures/chart";
import { draw } from "./figures/timeline";
import { offerPart } from "./sheet/part";

offerPart<"figure-timeline">(fitted(draw));
