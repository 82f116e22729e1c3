/** Text as Terraform's JSON has to hold it, where it would read `${` and `%{` in it as expressions. */
export function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}
