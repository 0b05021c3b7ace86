// js/paper.js, for sheets that have answers: how they are printed.
import { choosePaper } from "./sheet/choose";
import { offerPart } from "./sheet/part";
import { printView } from "./sheet/print";

offerPart<"paper">({ printView, choosePaper });
