import { moneyText } from '../../../shared/amount-words.ts'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { joinedParts } from '../../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import { howMany, isNegative, newestFirst, pageTold, sizeOf } from '../telling.ts'
import { bankEntities } from './entities.ts'
import { BankLinePage, StatementPage } from './schema.ts'
import type { BankLine, Strength } from './schema.ts'

const fits: Readonly<Record<Strength, string>> = {
  sure: 'to match, and what it is for is found',
  likely: 'to match, and what it is likely for is found',
  possible: 'to match, and what it may be for is found',
}

const matchText = ({ isMatched, best }: BankLine): string => {
  if (isMatched) return 'matched'
  return best === null ? 'to match' : fits[best]
}

const lineName = ({ counterparty, text, reference }: BankLine): string =>
  [counterparty, text, reference].find((words) => words !== '') ?? 'Bank line'

function amountTold({ amount, currency }: BankLine): string {
  const size = moneyText(sizeOf(amount), currency)
  return isNegative(amount) ? `${size} went out` : `${size} came in`
}

const { find } = bankEntities.accounting_bank_line

function headOf(page: { items: BankLine[]; nextCursor: string | null }): string {
  const open = page.items.filter(({ isMatched }) => !isMatched).length
  const head = `There ${howMany(page, ['bank line', 'bank lines'])}${newestFirst(page)}`
  if (open === 0) return `${head}; all matched.`
  if (open < page.items.length) return `${head}; ${open} of these ${open === 1 ? 'is' : 'are'} to be matched.`
  return `${head}; ${open === 1 ? 'it is' : 'all are'} to be matched on the page “Accounting”, under “Bank”.`
}

export function bankLinesTold(output: unknown): ToldAnswer {
  const page = BankLinePage.parse(output)
  const told = pageTold(page, {
    head: headOf(page),
    none: 'No bank line is like that. Read a statement in on the page “Accounting”, under “Bank”, to have more.',
    row: (line) => ({ id: line.id, name: lineName(line) }),
    facts: (line) => joinedParts([amountTold(line), `on ${dayTextOf(line.day)}`, matchText(line)]),
  })
  const shown = page.items.slice(0, told.shown?.length).map((line) => find.row(line))
  return { ...told, ...(told.shown && { shown: shown.map(({ id, name }) => ({ id, name })) }) }
}

export function statementsTold(output: unknown): ToldAnswer {
  const page = StatementPage.parse(output)
  return pageTold(page, {
    head: `There ${howMany(page, ['import', 'imports'])} of bank statements${newestFirst(page)}.`,
    none: 'No bank statement was imported yet. Bring one in on the page “Accounting”, under “Bank”.',
    row: ({ id, fileName }) => ({ id, name: fileName }),
    facts: ({ added, matched, importedByName, importedAt }) =>
      joinedParts([
        `${added} ${added === 1 ? 'line' : 'lines'} added`,
        `${matched} matched`,
        `by ${importedByName} on ${dayTextOf(importedAt)}`,
      ]),
  })
}
