import type { Fit } from '../acts/fit.ts'
import type { Outcome } from './types.ts'

const LONGEST_QUOTED = 80

/** A filter that was said and not understood is asked about, never dropped. */
export function leftoverQuestion({ act, leftover }: Fit, text: string, outcome: Outcome): Outcome | null {
  const isFiltered = act.entry.meta.effect === 'read' && act.fields.some(({ isRequired }) => !isRequired)
  const [call] = outcome.kind === 'calls' ? outcome.calls : []
  if (!isFiltered || !call || leftover.length === 0) return null
  const words = leftover.map((word) => `“${word}”`).join(' and ')
  const search = act.fields.find(({ name }) => name === 'search')
  const whole = text.length > LONGEST_QUOTED ? 'that' : `“${text}”`
  const sought = { value: leftover.join(' '), label: `Search for ${leftover.join(' ')}` }
  return {
    kind: 'ask',
    question: `I did not understand ${words} in ${whole}. How should I take it?`,
    draft: {
      path: act.path,
      input: call.input,
      names: { ...call.names },
      open: search?.name ?? '',
      choices: [...(search ? [sought] : []), { value: '', label: 'Leave it out' }],
    },
  }
}
