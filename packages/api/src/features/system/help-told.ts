import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { lowered } from '../../shared/lowered.ts'
import { Help } from './schema.ts'

/** Acts named of one part; the rest are counted. */
const SHOWN = 3

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

/** What there is to do in each part, by its titles: names of tools are for programs. */
export function helpTold(output: unknown): ToldAnswer {
  const { toolsets } = Help.parse(output)
  const lines = toolsets.map(({ name, tools }) => {
    const shown = tools.slice(0, SHOWN).map(({ title }) => lowered(title))
    const more = tools.length > SHOWN ? ` and ${tools.length - SHOWN} more` : ''
    return `- ${capital(name.replaceAll('_', ' '))}: ${shown.join(', ')}${more}`
  })
  return {
    text: ['What you may do here, part by part. “Help” shows how to ask for it.', ...lines].join('\n'),
  }
}
