/** Something is wrong with the command line itself. The message ends with what to type instead. */
export class UsageError extends Error {}
