export function startSheet(form: HTMLElement): void {
  void form;
}
