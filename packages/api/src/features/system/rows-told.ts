import type { BriefingLine } from './schema.ts'

/** "Pack samples; Bake and 2 more". Null where the words of the line have said it already, or nothing has a name. */
export function rowsTold({ words, rows, count }: BriefingLine): string | null {
  const names = new Set(rows.map(({ name }) => name).filter((name) => !words.includes(name)))
  if (names.size === 0) return null
  const more = count - rows.length
  return `${[...names].join('; ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`
}
