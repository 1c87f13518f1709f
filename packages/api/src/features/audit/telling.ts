import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { dayText } from '../../shared/day-text.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import type { Sentence } from '../../shared/sentence.ts'
import { Activity, AuditPage, AuditVerdict } from './schema.ts'

const SHOWN = 10

const lineOf = (at: string, who: string, sentence: Sentence): string =>
  `- ${dayText({ day: at.slice(0, 10) })}: ${who} ${textOfSentence(sentence)}`

export function activityTold(output: unknown): ToldAnswer {
  const { items } = Activity.parse(output)
  if (items.length === 0) return { text: 'Nothing has happened here yet.' }
  const lines = items.slice(0, SHOWN).map(({ at, actorName, sentence }) => lineOf(at, actorName, sentence))
  return { text: lines.join('\n') }
}

const nothingBackTo = (instant: string | null): string =>
  instant === null
    ? 'The audit log has nothing like that.'
    : `Nothing like that back to ${dayText({ day: instant.slice(0, 10) })}. The page of the audit log looks further back.`

export function auditTold(output: unknown): ToldAnswer {
  const { items, nextCursor, lookedBackTo } = AuditPage.parse(output)
  if (items.length === 0) return { text: nothingBackTo(lookedBackTo) }
  const lines = items.slice(0, SHOWN).map(({ at, who, sentence }) => lineOf(at, who, sentence))
  const hasMore = items.length > SHOWN || nextCursor !== null
  return { text: [...lines, ...(hasMore ? ['The audit log has more like that.'] : [])].join('\n') }
}

export const verdictTold = (output: unknown): ToldAnswer => ({ text: AuditVerdict.parse(output).message })
