import { fold } from '../../../reading/text.ts'

/** Words as search compares them: nobody types the accents of "Köln". */
export const searched = (words: string): string => fold(words)

/**
 * The parts of words that the database would keep as one, or with an accent: "B-1234" is looked for as "1234" too. Those that
 * stand there by themselves are left out.
 */
export function partsOf(words: string): string[] {
  const whole = new Set(words.toLowerCase().split(/\s+/))
  const parts = fold(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '' && !whole.has(part))
  return [...new Set(parts)]
}
