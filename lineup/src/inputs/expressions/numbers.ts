// Terraform's numbers have 512 bits. Only those are answered for that JavaScript holds exactly.

/** A number as Terraform writes it; undefined where JavaScript may not hold it exactly. */
export function numberText(number: number): string | undefined {
  if (Object.is(number, -0)) return undefined;
  if (Number.isSafeInteger(number)) return String(number);
  const text = String(number);
  return /^-?\d+\.\d+$/.test(text) && text.length <= MAX_DIGITS ? text : undefined;
}

const MAX_DIGITS = 16;

/** Text as a number; undefined where Terraform may read another one, or none. */
export function numberIn(text: string): number | undefined {
  if (!/^-?\d{1,17}(\.\d{1,15})?([eE][+-]?\d{1,2})?$/.test(text)) return undefined;
  const number = Number(text);
  return numberText(number) === undefined || digits(text) > MAX_DIGITS ? undefined : number;
}

/** Whether Terraform certainly does not read a number here. */
export function isNoNumber(text: string): boolean {
  return text === "" || /^[A-Za-hj-mo-z_/:]/.test(text);
}

function digits(text: string): number {
  return text
    .replace(/[eE].*$/s, "")
    .replace(/\D/g, "")
    .replace(/^0+/, "").length;
}
