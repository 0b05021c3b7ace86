// A browser may empty a form that it shows again: WebKit resets every form that says
// autocomplete="off" some time after the event pageshow, and sends no event for it. An
// output is reset with the form, and its text then changes, which can be heard.
export function whenEmptied(form: HTMLElement, paint: () => void): void {
  const mark = document.createElement("output");
  mark.hidden = true;
  mark.value = "·";
  new MutationObserver(() => {
    if (mark.value) return;
    mark.value = "·";
    // Controls that are reset for themselves are so in the same turn, before or after.
    setTimeout(paint);
  }).observe(mark, { childList: true });
  form.append(mark);
}
