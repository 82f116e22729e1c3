// Days in UTC, as "2027-01-31": a pin and an exception hold through the day that they name.

export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether there is such a day. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** How many days the second is after the first; less than none where it is before. */
export function daysBetween(first: string, second: string): number {
  return Math.round((Date.parse(second) - Date.parse(first)) / 86_400_000);
}

export function daysAfter(day: string, days: number): string {
  return dayOf(new Date(Date.parse(day) + days * 86_400_000));
}
