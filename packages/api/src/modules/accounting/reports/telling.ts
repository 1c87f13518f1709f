import { amountWords, moneyText, sumOfAmounts } from '../../../shared/amount-words.ts'
import type { z } from 'zod'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { joinedParts, linesOf } from '../../../platform/catalog/told-list.ts'
import { daysTextOf, dayTextOf } from '../../../shared/day-text.ts'
import {
  factLines,
  howMany,
  isNegative,
  isNothing,
  largestFirst,
  newestFirst,
  pageTold,
  rowsTold,
  sizeOf,
} from '../telling.ts'
import { BalanceSheet, Cash, LedgerPage, ProfitAndLoss, Receivables, TrialBalance } from './schema.ts'

export const CHECK = 'Say “check the books” to see where.'

/** "a profit of 12.00 EUR", "a loss of 12.00 EUR". */
const resultText = (result: string, currency: string): string =>
  `a ${isNegative(result) ? 'loss' : 'profit'} of ${moneyText(sizeOf(result), currency)}`

type Held = NonNullable<z.infer<typeof Cash>['cash']>

function cashHead({ amount, currency, accounts }: Held): string {
  if (isNegative(amount))
    return `The bank and the cash are ${moneyText(sizeOf(amount), currency)} below zero.`
  const where = accounts > 1 ? `, on ${accounts} accounts` : ''
  return `There is ${moneyText(amount, currency)} at the bank and in cash${where}.`
}

function stillToCome({ owed, currency }: Held): string | null {
  if (owed === null) return null
  if (isNothing(owed.open)) return 'Nothing is still to come in from customers.'
  const late = isNothing(owed.overdue)
    ? 'none of it overdue'
    : `${owed.open === owed.overdue ? 'all' : moneyText(owed.overdue, currency)} of it overdue`
  return `Still to come in from customers: ${moneyText(owed.open, currency)}, ${late}.`
}

export function cashTold(output: unknown): ToldAnswer {
  const { cash } = Cash.parse(output)
  if (cash === null) return { text: 'The books are not set up yet: set them up on the page “Accounting”.' }
  const first = cash.points.find(({ amount }) => !isNothing(amount))
  const { profit, currency } = cash
  return {
    text: linesOf([
      cashHead(cash),
      first !== undefined &&
        first.amount !== cash.amount &&
        `On ${dayTextOf(first.on)} it was ${moneyText(first.amount, currency)}.`,
      isNothing(profit)
        ? 'This month has neither a profit nor a loss so far.'
        : `This month so far: ${resultText(profit, currency)}.`,
      stillToCome(cash),
    ]),
  }
}

type Owed = z.infer<typeof Receivables>['totals']

const late: readonly (readonly [keyof Owed, string])[] = [
  ['over90', 'by more than 90 days'],
  ['upTo90', 'by 61 to 90 days'],
  ['upTo60', 'by 31 to 60 days'],
  ['upTo30', 'by up to 30 days'],
]

/** "not due yet", "120.00 EUR overdue by up to 30 days, 40.00 EUR not due yet". */
function lateText(owed: Owed, currency: string): string {
  const parts = late.filter(([column]) => !isNothing(owed[column]))
  if (parts.length === 0) return isNothing(owed.notDue) ? '' : 'not due yet'
  const isAll = parts.length === 1 && isNothing(owed.notDue)
  const overdue = parts.map(([column, words], at) => {
    const what = isAll ? 'all of it' : moneyText(owed[column], currency)
    return at === 0 ? `${what} overdue ${words}` : `${what} ${words}`
  })
  return joinedParts([
    ...overdue,
    !isNothing(owed.notDue) && `${moneyText(owed.notDue, currency)} not due yet`,
  ])
}

const creditText = ({ credit }: Owed, currency: string): string =>
  `${moneyText(credit, currency)} of credit, paid and not put to an invoice yet`

/** What is owed, by how long it is late, and credit beside it. */
function owedFacts(owed: Owed, currency: string): string {
  const { open, credit } = owed
  if (isNothing(open)) return creditText(owed, currency)
  return joinedParts([
    moneyText(open, currency),
    lateText(owed, currency),
    !isNothing(credit) && `with ${creditText(owed, currency)}`,
  ])
}

function oneOwes(
  row: Owed & { contact: string },
  { currency, day }: { currency: string; day: string },
): string {
  const { contact, open } = row
  if (isNothing(open)) return `${contact} owes nothing ${day}.`
  return `${joinedParts([`${contact} owes ${moneyText(open, currency)} ${day}`, lateText(row, currency)])}.`
}

function owedHead({ rows, contacts, totals, currency, asOf }: z.infer<typeof Receivables>): string {
  const day = `on ${dayTextOf(asOf)}`
  const [only] = rows
  if (contacts === 1 && only) return oneOwes(only, { currency, day })
  const owing = contacts - rows.filter(({ open }) => isNothing(open)).length
  if (owing === 0) return `No customer owes anything ${day}.`
  const who = owing === 1 ? '1 customer owes' : `${owing} customers owe`
  return `${who} ${moneyText(totals.open, currency)} in all ${day}.`
}

export function receivablesTold(output: unknown): ToldAnswer {
  const report = Receivables.parse(output)
  const { currency, rows, contacts, totals, inBooks } = report
  const day = dayTextOf(report.asOf)
  const held = `The account of customers holds ${moneyText(inBooks, currency)}, which is not the same. ${CHECK}`
  if (rows.length === 0)
    return {
      text: linesOf([
        `Nothing is owed on ${day}. What a customer owes is here once their invoice is posted.`,
        !report.isBalanced && held,
      ]),
    }
  const credit = isNothing(totals.credit) ? [] : [`There is ${creditText(totals, currency)}.`]
  const head = [owedHead(report), ...credit].join(' ')
  const told = rowsTold(rows, {
    head,
    row: ({ contactId, contact }) => ({ id: contactId, name: contact }),
    facts: (row) => owedFacts(row, currency),
    hasMore: contacts > rows.length,
  })
  // Of one customer the first line says it all.
  const text = contacts === 1 ? head : told.text
  return { ...told, text: linesOf([text, !report.isBalanced && held]) }
}

export function profitTold(output: unknown): ToldAnswer {
  const { from, to, currency, income, expense, profit } = ProfitAndLoss.parse(output)
  const days = daysTextOf({ from, to })
  if (income.rows.length + expense.rows.length === 0)
    return { text: `No income and no expense is posted ${days}. Invoices count once they are posted.` }
  const rows = [
    ...income.rows.map((row) => ({ ...row, side: 'income' })),
    ...expense.rows.map((row) => ({ ...row, side: 'expense' })),
  ].toSorted(largestFirst)
  const made = isNothing(profit) ? 'neither a profit nor a loss' : resultText(profit, currency)
  return {
    text: linesOf([
      `You made ${made} ${days}: income ${moneyText(income.total, currency)}, expenses ${moneyText(expense.total, currency)}.`,
      ...factLines(
        rows,
        ({ account, amount, side }) => `${account}: ${moneyText(amount, currency)}, ${side}`,
      ),
    ]),
  }
}

/** What the owners have: their own accounts, and what the years earned. */
function ownText({ equity, carried, result, currency }: z.infer<typeof BalanceSheet>): string {
  const total = sumOfAmounts([equity.total, carried?.amount ?? '0', result])
  const parts = joinedParts([
    carried !== null && `${resultText(carried.amount, currency)} of earlier years`,
    !isNothing(result) && `${resultText(result, currency)} of this year so far`,
  ])
  return `Its equity is ${moneyText(total, currency)}${parts === '' ? '' : `, with ${parts}`}.`
}

export function balanceSheetTold(output: unknown): ToldAnswer {
  const sheet = BalanceSheet.parse(output)
  const { asOf, currency, assets, liabilities, equity } = sheet
  const rows = [
    ...assets.rows.map((row) => ({ ...row, side: 'it has' })),
    ...liabilities.rows.map((row) => ({ ...row, side: 'it owes' })),
    ...equity.rows.map((row) => ({ ...row, side: 'equity' })),
  ].toSorted(largestFirst)
  if (rows.length === 0 && sheet.carried === null && isNothing(sheet.result))
    return { text: `The books hold nothing yet on ${dayTextOf(asOf)}. Invoices count once they are posted.` }
  return {
    text: linesOf([
      `On ${dayTextOf(asOf)} the business has ${moneyText(assets.total, currency)} and owes ${moneyText(liabilities.total, currency)}.`,
      ownText(sheet),
      !sheet.isBalanced && `The two sides are not the same. ${CHECK}`,
      ...factLines(
        rows,
        ({ account, amount, side }) => `${account}: ${moneyText(amount, currency)}, ${side}`,
      ),
    ]),
  }
}

export function trialBalanceTold(output: unknown): ToldAnswer {
  const { asOf, currency, rows, carried, debit, credit, isBalanced } = TrialBalance.parse(output)
  const day = dayTextOf(asOf)
  if (rows.length === 0 && carried === null)
    return { text: `No account holds anything on ${day}. Invoices count once they are posted.` }
  const head = isBalanced
    ? `The books balance on ${day}: ${moneyText(debit, currency)} on each side.`
    : `The books do not balance on ${day}: debit is ${moneyText(debit, currency)}, credit ${moneyText(credit, currency)}. ${CHECK}`
  const named = rows.map(({ code, account, ...row }) => ({ name: `${code} ${account}`, ...row }))
  const all = carried === null ? named : [...named, { name: 'Result of earlier years', ...carried }]
  const lines = factLines(all, (row) =>
    row.debit === null
      ? `${row.name}: ${moneyText(row.credit ?? '', currency)} credit`
      : `${row.name}: ${moneyText(row.debit, currency)} debit`,
  )
  return { text: [head, ...lines].join('\n') }
}

/** What so many lines come to; nothing of one alone, or where there are more. */
function allOfThem({ items, nextCursor }: z.infer<typeof LedgerPage>): string {
  if (items.length < 2 || nextCursor !== null) return ''
  const sum = sumOfAmounts(items.map(({ debit, credit }) => debit ?? `-${credit ?? '0'}`))
  return ` They come to ${amountWords(sizeOf(sum))} ${isNegative(sum) ? 'credit' : 'debit'}.`
}

export function ledgerTold(output: unknown): ToldAnswer {
  const page = LedgerPage.parse(output)
  return pageTold(page, {
    head: `There ${howMany(page, ['line', 'lines'])} of this account${newestFirst(page)}.${allOfThem(page)}`,
    none: 'Nothing is posted on this account in that time.',
    row: ({ entryId, number, memo }) => ({ id: entryId, name: `${number} ${memo}` }),
    facts: ({ date, debit, credit }) =>
      `${debit === null ? `${amountWords(credit ?? '')} credit` : `${amountWords(debit)} debit`} on ${dayTextOf(date)}`,
  })
}
