/** A time as people write it, to the minute: "2026-11-29 02:13 UTC". */
export function minuteOf(time: string | Date): string {
  const text = typeof time === "string" ? time : time.toISOString();
  return `${text.slice(0, 16).replace("T", " ")} UTC`;
}
