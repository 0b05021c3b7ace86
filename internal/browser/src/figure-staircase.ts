// js/figure-staircase.js, for sheets that have such a figure.
import { draw } from "./figures/staircase";
import { offerPart } from "./sheet/part";

offerPart<"figure-staircase">(draw);
