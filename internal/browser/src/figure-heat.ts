// js/figure-heat.js, for sheets that have such a figure.
import { fitted } from "./figures/chart";
import { draw } from "./figures/heat";
import { offerPart } from "./sheet/part";

offerPart<"figure-heat">(fitted(draw));
