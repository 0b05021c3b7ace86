// js/former.js, for sheets in which something had another id before.
import { Former, formerIds } from "./sheet/former";
import { offerPart } from "./sheet/part";

offerPart<"former">((form, addresses, stored) => new Former(formerIds(form, addresses), stored));
