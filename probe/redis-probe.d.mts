/** The text of the script, byte for byte. */
declare const text: string;
export default text;
