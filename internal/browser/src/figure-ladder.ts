// js/figure-ladder.js, for sheets that have such a figure.
import { fitted } from "./figures/chart";
import { draw } from "./figures/ladder";
import { offerPart } from "./sheet/part";

offerPart<"figure-ladder">(fitted(draw));
