import { ROWS_A_PAGE } from '../../platform/files/personal-data.ts'
import type { PersonalData, PersonIn, ReadRows } from '../../platform/files/personal-data.ts'

const posted: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('accountingEntry')
    .select(['id', 'series', 'fiscalYear', 'number', 'entryDate', 'memo', 'postedAt'])
    .where('actorId', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const accountingPersonalData: PersonalData = {
  files: [{ name: 'journal.json', about: 'entries you posted in the books', read: posted }],
  leftOut: [
    {
      tables: ['accounting_line'],
      why: 'the lines of entries in the books, which are the organization’s',
    },
  ],
}
