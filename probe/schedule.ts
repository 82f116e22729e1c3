/** Every how many minutes a schedule can fire evenly: cron counts within the hour, and begins anew with the next one. */
export const EVERY_MINUTES = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60] as const;
export type EveryMinutes = (typeof EVERY_MINUTES)[number];

/** The expression of cron. */
export const cronOf = (every: EveryMinutes): string => (every === 60 ? "0 * * * *" : `*/${every} * * * *`);
