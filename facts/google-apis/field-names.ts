/** A field as JSON has it, `displayName`, where it may be said as the protocol buffers have it: `display_name`. */
export function jsonName(field: string): string {
  return field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
