import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { linesOf } from '../../platform/catalog/told-list.ts'
import { FoundRecords } from './schema.ts'

/** What was found, each with what kind of thing it is; what could not be searched is never left out. */
export function foundTold(output: unknown): ToldAnswer {
  const { kinds, unanswered } = FoundRecords.parse(output)
  const found = kinds.flatMap(({ noun, items }) => items.map(({ name, detail }) => ({ noun, name, detail })))
  const lines = found.map(({ noun, name, detail }, at) => {
    const kind = noun.toLowerCase()
    return `${at + 1}. ${name} (${detail ? `${kind}, ${detail}` : kind})`
  })
  const none = 'Nothing is called like that. Try one word of it, or fewer letters.'
  return {
    text: linesOf([
      ...(lines.length > 0 ? lines : [none]),
      unanswered.length > 0 && `I could not search ${unanswered.join(', ')} just now: ask again in a moment.`,
    ]),
  }
}
