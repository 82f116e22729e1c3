/** The words that are nearest to what was typed, nearest first. */
export function nearest(typed: string, known: readonly string[]): { word: string; distance: number }[] {
  return known
    .map((word) => ({ word, distance: distance(plainLetters(typed), plainLetters(word)) }))
    .sort((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1));
}

/** Most of a word has to be right for it to be taken for a typo of another. */
export function suggestionFor(typed: string, known: readonly string[]): string | undefined {
  const [best] = nearest(typed, known);
  return best !== undefined && best.distance <= Math.max(1, Math.floor(typed.length / 3)) ? best.word : undefined;
}

function plainLetters(word: string): string {
  return word.toUpperCase().replaceAll("-", "_");
}

/** How many letters have to be added, removed or changed. Only the beginning of a long text counts. */
function distance(typed: string, known: string): number {
  const word = typed.slice(0, 100);
  let row = Array.from({ length: known.length + 1 }, (_, index) => index);
  for (let i = 1; i <= word.length; i++) {
    const next = [i];
    for (let j = 1; j <= known.length; j++) {
      const changed = (row[j - 1] ?? 0) + Number(word[i - 1] !== known[j - 1]);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[known.length] ?? 0;
}
