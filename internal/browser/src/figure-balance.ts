// js/figure-balance.js, for sheets that have such a figure.
import { draw } from "./figures/balance";
import { offerPart } from "./sheet/part";

offerPart<"figure-balance">(draw);
