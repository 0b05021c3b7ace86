// js/figure-wheel.js, for sheets that have such a figure.
import { draw } from "./figures/wheel";
import { offerPart } from "./sheet/part";

offerPart<"figure-wheel">(draw);
