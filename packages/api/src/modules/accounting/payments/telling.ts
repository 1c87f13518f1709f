import { moneyText } from '../../../shared/amount-words.ts'
import type { z } from 'zod'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { joinedParts } from '../../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import { howMany, isNothing, newestFirst, pageTold } from '../telling.ts'
import { paymentEntity } from './entity.ts'
import { PaymentInPage } from './schema.ts'
import type { PaymentIn, PaymentMethod } from './schema.ts'

export const methodWords: Readonly<Record<z.infer<typeof PaymentMethod>, string>> = {
  bank: 'by bank',
  card: 'by card',
  cash: 'in cash',
  other: '',
}

function leftText({ left, amount, currency, undoneOn }: PaymentIn): string {
  if (undoneOn !== null) return `taken back on ${dayTextOf(undoneOn)}`
  if (isNothing(left)) return ''
  return left === amount
    ? 'not yet put to an invoice'
    : `${moneyText(left, currency)} of it not yet put to an invoice`
}

export function paymentsTold(output: unknown): ToldAnswer {
  const page = PaymentInPage.parse(output)
  return pageTold(page, {
    head: `There ${howMany(page, ['payment of a customer', 'payments of customers'])}${newestFirst(page)}.`,
    none: 'There is no payment like that. Say who paid how much to record one.',
    row: (payment) => paymentEntity.find.row(payment),
    facts: (payment) =>
      joinedParts([
        `on ${dayTextOf(payment.paidOn)}`,
        methodWords[payment.method],
        payment.reference,
        leftText(payment),
      ]),
  })
}
