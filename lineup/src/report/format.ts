/** The forms in which a report can be printed; the first is used where none is named. */
export const FORMATS = ["text", "json", "markdown", "sarif", "html"] as const;
export type Format = (typeof FORMATS)[number];
