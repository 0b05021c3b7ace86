// js/office.js, when a reader takes a sheet to Excel or Word, or brings rows from Excel.
import { readBook } from "./office/read";
import { writeBook } from "./office/write";
import { excelOf } from "./sheet/excel";
import { offerPart } from "./sheet/part";
import { wordOf } from "./sheet/word";

offerPart<"office">({ readBook, writeBook, excelOf, wordOf });
