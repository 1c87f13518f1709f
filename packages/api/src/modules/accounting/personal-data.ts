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

const invoices: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('accountingDocument')
    .select(['id', 'kind', 'number', 'issuedOn', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const payments: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('accountingPayment')
    .select(['id', 'paidOn', 'reference', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const statements: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('accountingStatement')
    .select(['id', 'fileName', 'readCount', 'addedCount', 'createdAt'])
    .where('createdById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const reminders: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('accountingReminder')
    .select(['id', 'documentId', 'level', 'sentOn', 'sentAt'])
    .where('sentById', '=', userId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

const matches: ReadRows<PersonIn> = ({ db, userId }, after) =>
  db
    .selectFrom('accountingMatch')
    .select(['id', 'bankLineId', 'createdAt', 'undoneAt'])
    .where((eb) => eb.or([eb('createdById', '=', userId), eb('undoneById', '=', userId)]))
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_A_PAGE)
    .execute()

export const accountingPersonalData: PersonalData = {
  files: [
    { name: 'journal.json', about: 'entries you posted in the books', read: posted },
    { name: 'invoices.json', about: 'invoices and credit notes you wrote', read: invoices },
    { name: 'payments.json', about: 'payments you recorded', read: payments },
    { name: 'reminders.json', about: 'reminders of invoices you sent', read: reminders },
    { name: 'statements.json', about: 'bank statements you read in', read: statements },
    { name: 'matches.json', about: 'lines of a bank you matched', read: matches },
  ],
  leftOut: [
    {
      tables: ['accounting_allocation'],
      why: 'which payment was put to which invoice, which is the organization’s',
    },
    {
      tables: ['accounting_document_line', 'accounting_document_tax'],
      why: 'the lines of invoices, which are the organization’s',
    },
    {
      tables: ['accounting_company', 'accounting_contact'],
      why: 'what an organization says of itself and of whom it sells to and buys from',
    },
    {
      tables: ['accounting_bank_line'],
      why: 'what the organization’s bank says',
    },
    {
      tables: ['accounting_line'],
      why: 'the lines of entries in the books, which are the organization’s',
    },
  ],
}
