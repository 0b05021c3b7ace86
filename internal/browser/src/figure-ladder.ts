// js/figure-ladder.js, for sheets that have such a figure.
import { draw } from "./figures/ladder";
import { offerPart } from "./sheet/part";

offerPart<"figure-ladder">(draw);
