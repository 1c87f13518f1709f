import { moneyText } from '../../../shared/amount-words.ts'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { linesOf } from '../../../platform/catalog/told-list.ts'
import { daysTextOf, dayTextOf } from '../../../shared/day-text.ts'
import { factLines, isNegative, isNothing, sizeOf } from '../telling.ts'
import { CustomerStatement } from './schema.ts'
import type { StatementRow, StatementSection } from './schema.ts'
import { moveWords } from './words.ts'

function owedText({ closing, overdue, currency }: StatementSection, contact: string): string {
  if (isNothing(closing)) return `Nothing is open in ${currency}.`
  const size = moneyText(sizeOf(closing), currency)
  if (isNegative(closing)) return `${size} is ${contact}’s.`
  return isNothing(overdue)
    ? `${contact} owes ${size}.`
    : `${contact} owes ${size}; ${moneyText(overdue, currency)} of invoices is overdue.`
}

const rowText = ({ on, amount, ...move }: StatementRow, currency: string): string =>
  `${dayTextOf(on)}, ${moveWords(move)}: ${isNegative(amount) ? 'less' : 'more'} by ${moneyText(sizeOf(amount), currency)}`

export function statementTold(output: unknown): ToldAnswer {
  const { contact, contactId, sections, ...days } = CustomerStatement.parse(output)
  const shown = [{ id: contactId, name: contact }]
  const when = daysTextOf(days)
  if (sections.length === 0)
    return { text: `Nothing of ${contact} was billed or paid ${when}, and nothing is open.`, shown }
  return {
    text: linesOf([
      `The statement of account of ${contact} ${when}:`,
      ...sections.flatMap((section) => [
        `Before that ${moneyText(section.opening, section.currency)} was open.`,
        // The last say most of where it stands.
        ...factLines(section.rows.toReversed(), (row) => rowText(row, section.currency)),
        owedText(section, contact),
      ]),
    ]),
    shown,
  }
}
