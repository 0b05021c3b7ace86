// js/clock.js, for sheets with a clock.
import { startClock } from "./sheet/clock";
import { offerPart } from "./sheet/part";

offerPart<"clock">(startClock);
