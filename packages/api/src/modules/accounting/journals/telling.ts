import { moneyText } from '../../../shared/amount-words.ts'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { joinedParts } from '../../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import { howMany, newestFirst, pageTold } from '../telling.ts'
import { JournalEntryPage } from './schema.ts'
import type { JournalEntry } from './schema.ts'

const kinds: Readonly<Record<JournalEntry['kind'], string>> = {
  ordinary: '',
  opening: 'what the books began with',
  revaluation: 'a revaluation',
  closing: 'the closing of a year',
}

export function entriesTold(output: unknown): ToldAnswer {
  const page = JournalEntryPage.parse(output)
  return pageTold(page, {
    head: `There ${howMany(page, ['journal entry', 'journal entries'])}${newestFirst(page)}.`,
    none: 'Nothing like that is posted in the books. Invoices and payments are there once they are posted.',
    row: ({ id, number, memo }) => ({ id, name: `${number} ${memo}` }),
    facts: ({ total, currency, date, kind, reversesId, reversedById }) =>
      joinedParts([
        moneyText(total, currency),
        `on ${dayTextOf(date)}`,
        kinds[kind],
        reversesId !== null && 'takes another entry back',
        reversedById !== null && 'taken back',
      ]),
  })
}
