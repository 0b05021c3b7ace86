// Days as workbooks count them: from the last of December 1899 (with a day too many in
// 1900), or from the first of January 1904.

const day = 86_400_000;
const from1900 = Date.UTC(1899, 11, 30);
const from1904 = Date.UTC(1904, 0, 1);

/** The number of a day yyyy-mm-dd; null for what is none, or is before March 1900. */
export function dayNumber(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  const number = (at - from1900) / day;
  return Number.isNaN(at) || number < 61 ? null : number;
}

/** A number as a day yyyy-mm-dd, or when it is less than one, as a time of day hh:mm. */
export function dayText(number: number, is1904: boolean): string {
  if (!Number.isFinite(number) || number < 0 || number > 2_958_465) return String(number);
  const at = new Date((is1904 ? from1904 : from1900) + Math.round(number * 86_400) * 1000);
  return number < 1 ? at.toISOString().slice(11, 16) : at.toISOString().slice(0, 10);
}
