import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { dayText } from '../../shared/day-text.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import { Activity, AuditVerdict } from './schema.ts'

const SHOWN = 10

export function activityTold(output: unknown): ToldAnswer {
  const { items } = Activity.parse(output)
  if (items.length === 0) return { text: 'Nothing has happened here yet.' }
  const lines = items
    .slice(0, SHOWN)
    .map(
      ({ at, actorName, sentence }) =>
        `- ${dayText({ day: at.slice(0, 10) })}: ${actorName} ${textOfSentence(sentence)}`,
    )
  return { text: lines.join('\n') }
}

export const verdictTold = (output: unknown): ToldAnswer => ({ text: AuditVerdict.parse(output).message })
