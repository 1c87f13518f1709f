import { sql } from '@hub/db'
import type { EntityDeclaration } from '../../../platform/catalog/entities.ts'
import type { FindDeclaration } from '../../../platform/catalog/find.ts'
import { calendarDay } from '../../../shared/day-text.ts'
import { withBook } from '../example-book.ts'
import type { ExampleCall } from '../example-book.ts'
import { amountText } from '../ledger/amounts.ts'
import { findOpenBankAccount } from './accounts.ts'
import type { BankAccount, BankLine, ImportAnswer, Match, Statement } from './schema.ts'

const MOST_BYTES = 10 * 1024 ** 2

const findAccount: FindDeclaration<BankAccount> = {
  path: 'modules.accounting.bank.accounts.list',
  words: 'search',
  row: ({ id, name, identifier, currency }) => ({
    id,
    name,
    detail: [identifier, currency].filter((word) => word !== '').join(', '),
  }),
}

const findLine: FindDeclaration<BankLine> = {
  path: 'modules.accounting.bank.lines.list',
  words: 'search',
  input: { state: 'all' },
  row: ({ id, counterparty, text, day, amount, currency }) => ({
    id,
    name: `${amount} ${currency}, ${counterparty || text}`,
    detail: day,
  }),
}

const findStatement: FindDeclaration<Statement> = {
  path: 'modules.accounting.bank.statements.list',
  words: 'search',
  row: ({ id, fileName, added, importedAt }) => ({
    id,
    name: fileName,
    detail: `${added} ${added === 1 ? 'line' : 'lines'}, ${calendarDay(importedAt.slice(0, 10))}`,
  }),
}

/** A bank account on a ledger account of its own, which tests may make any number of. */
async function newBankAccount(call: ExampleCall): Promise<string> {
  await withBook(call)
  const { id: accountId } = (await call('modules.accounting.accounts.create', {
    code: `11-${crypto.randomUUID().slice(0, 12)}`,
    name: 'Everyday account',
    type: 'asset',
    subtype: 'bank',
  })) as { id: string }
  const account = { name: 'Everyday', accountId }
  return ((await call('modules.accounting.bank.accounts.create', account)) as BankAccount).id
}

const layout = { columns: ['day', 'amount', 'text'], dayOrder: 'ymd' }

async function newStatement(call: ExampleCall): Promise<{ bankAccountId: string; statementId: string }> {
  const bankAccountId = await newBankAccount(call)
  const answer = (await call('modules.accounting.bank.statements.import', {
    bankAccountId,
    layout,
    fileName: 'november.csv',
    text: 'Date,Amount,Text\n2026-11-19,-41.20,Quarterly fees',
  })) as ImportAnswer
  return { bankAccountId, statementId: answer.outcome === 'imported' ? answer.statementId : '' }
}

async function newLine(call: ExampleCall): Promise<string> {
  const { bankAccountId } = await newStatement(call)
  const { items } = (await call('modules.accounting.bank.lines.list', { bankAccountId })) as {
    items: BankLine[]
  }
  return items[0]?.id ?? ''
}

export const bankEntities = {
  accounting_bank_account: {
    noun: 'Bank account',
    synonyms: ['account at the bank', 'bank'],
    find: findAccount,
    link: '/o/{org}/accounting/bank?account={id}',
    names: (db, ids) =>
      db.selectFrom('accountingBankAccount').select(['id', 'name']).where('id', 'in', ids).execute(),
    permission: 'accounting.bank.read',
    ofPerson: { none: 'accounts at banks are the organization’s' },
    target: 'bankAccount',
    files: {
      kinds: ['ofx', 'camt', 'csv'],
      maxBytes: MOST_BYTES,
      permission: 'accounting.bank.write',
      requireOpen: findOpenBankAccount,
    },
    verbs: {
      'accounting.bank.created': 'added [the bank account ]{bankAccount}',
      'accounting.bank.updated': 'changed [the bank account ]{bankAccount}',
      'accounting.bank.archived': 'archived [the bank account ]{bankAccount}',
      'accounting.bank.imported': 'read a statement into {bankAccount}',
      'accounting.bank.importRemoved': 'removed an import of {bankAccount}',
    },
    example: newBankAccount,
  },
  accounting_statement: {
    noun: 'Bank statement',
    synonyms: ['bank import', 'imported statement'],
    find: findStatement,
    link: '/o/{org}/accounting/bank?account={part}&imports=true',
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('accountingStatement')
        .select(['id', 'fileName as name', 'bankAccountId'])
        .where('id', 'in', ids)
        .execute()
      return rows.map(({ id, name, bankAccountId }) => ({
        id,
        name,
        partOf: { entity: 'accounting_bank_account', id: bankAccountId },
      }))
    },
    permission: 'accounting.bank.read',
    ofPerson: { file: 'statements.json', whenTheyLeave: 'kept' },
    target: 'statement',
    example: async (call) => (await newStatement(call)).statementId,
  },
  accounting_bank_line: {
    noun: 'Bank line',
    synonyms: ['line of the bank', 'bank transaction'],
    find: findLine,
    link: '/o/{org}/accounting/bank?line={id}',
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('accountingBankLine')
        .select(['id', 'amountMinor', 'currency', 'counterparty', 'text'])
        .where('id', 'in', ids)
        .execute()
      return rows.map(({ id, amountMinor, currency, counterparty, text }) => ({
        id,
        name: `${amountText(amountMinor, currency)} ${currency}, ${counterparty || text}`,
      }))
    },
    permission: 'accounting.bank.read',
    ofPerson: { none: 'what a bank says is the organization’s' },
    target: 'bankLine',
    example: newLine,
  },
  accounting_match: {
    noun: 'Match',
    plural: 'Matches',
    names: async (db, ids) => {
      const rows = await db
        .selectFrom('accountingMatch as m')
        .innerJoin('accountingBankLine as l', 'l.id', 'm.bankLineId')
        .select([
          'm.id',
          'm.bankLineId',
          sql<string>`coalesce(nullif(l.counterparty, ''), l.text)`.as('name'),
        ])
        .where('m.id', 'in', ids)
        .execute()
      return rows.map(({ id, name, bankLineId }) => ({
        id,
        name: `the match of ${name}`,
        partOf: { entity: 'accounting_bank_line', id: bankLineId },
      }))
    },
    permission: 'accounting.bank.read',
    ofPerson: { file: 'matches.json', whenTheyLeave: 'kept' },
    target: 'match',
    verbs: {
      'accounting.match.accepted': 'matched {bankLine}',
      'accounting.match.undone': 'undid the match of {bankLine}',
    },
    example: async (call) => {
      const bankLineId = await newLine(call)
      const { items } = (await call('modules.accounting.accounts.list', { search: 'Bank fees' })) as {
        items: { id: string }[]
      }
      const accepting = { bankLineId, kind: 'account', accountId: items[0]?.id }
      return ((await call('modules.accounting.bank.matches.accept', accepting)) as Match).id
    },
  },
} as const satisfies Record<string, EntityDeclaration>
