// js/copies.js, for sheets that repeat.
import { Copies } from "./sheet/copies";
import { offerPart } from "./sheet/part";

offerPart<"copies">(Copies);
