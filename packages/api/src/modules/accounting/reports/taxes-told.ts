import { moneyText } from '../../../shared/amount-words.ts'
import type { z } from 'zod'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { linesOf } from '../../../platform/catalog/told-list.ts'
import { daysTextOf } from '../../../shared/day-text.ts'
import { factLines, isNegative, isNothing, sizeOf } from '../telling.ts'
import { CHECK } from './telling.ts'
import { Taxes } from './schema.ts'

type Report = z.infer<typeof Taxes>

function dueText({ due, sales, purchases, currency }: Report): string {
  const made = `tax on sales is ${moneyText(sales.tax, currency)}, on purchases ${moneyText(purchases.tax, currency)}`
  if (isNothing(due)) return `${made}. Nothing is due to the tax office.`
  const amount = moneyText(sizeOf(due), currency)
  return `${made}. ${isNegative(due) ? `The tax office owes you ${amount}` : `Due to the tax office: ${amount}`}.`
}

function besidesText({ besides, currency }: Report): string | false {
  if (isNothing(besides)) return false
  const amount = moneyText(sizeOf(besides), currency)
  return isNegative(besides)
    ? `${amount} was paid to it in these days.`
    : `${amount} came from it, or from opening balances, in these days.`
}

export function taxesTold(output: unknown): ToldAnswer {
  const report = Taxes.parse(output)
  const { from, to, currency, sales, purchases } = report
  const when = daysTextOf({ from, to })
  const days = when.charAt(0).toUpperCase() + when.slice(1)
  const rows = [
    ...sales.rows.map((row) => ({ ...row, side: 'on sales' })),
    ...purchases.rows.map((row) => ({ ...row, side: 'on purchases' })),
  ]
  const facts = factLines(rows, ({ name, taxable, tax, side }) => {
    const base = taxable === null ? 'entered by hand' : `on ${moneyText(taxable, currency)}`
    return `${name}: ${moneyText(tax, currency)} ${side}, ${base}`
  })
  return {
    text: linesOf([
      rows.length === 0
        ? `${days}, nothing is posted with a tax. Invoices count once they are posted.`
        : `${days}, ${dueText(report)}`,
      besidesText(report),
      !report.isBalanced && `The accounts of taxes say ${moneyText(report.inBooks, currency)}. ${CHECK}`,
      ...facts,
    ]),
  }
}
