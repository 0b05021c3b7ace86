// js/figure-network.js, for sheets that have such a figure.
import { draw } from "./figures/network";
import { offerPart } from "./sheet/part";

offerPart<"figure-network">(draw);
