const OPENING = /([$%]*)([$%])\{/g;

/**
 * Text as Terraform's JSON has to hold it, where it would read `${` and `%{` in it as expressions. Doubling the mark
 * says it literally, except behind another mark: of three in a row Terraform drops one of `%` and none of `$`, so what
 * stands before is said as an expression.
 */
export function literal(text: string): string {
  return text.replace(OPENING, (_, before: string, mark: string) => {
    const marks = before === "" ? "" : `\${"${before}"}`;
    return `${marks}${mark}${mark}{`;
  });
}
