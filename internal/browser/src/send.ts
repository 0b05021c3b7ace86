// js/send.js, a part of js/sheet.js: rows are sent to those who fill them in, and come back.
import { giveRows } from "./send/giving";
import { takeRows } from "./send/taking";
import { offerPart } from "./sheet/part";

offerPart<"send">((button, host, files) => (button.matches("[data-send-rows]") ? giveRows(button, host) : takeRows(button, host, files)));
