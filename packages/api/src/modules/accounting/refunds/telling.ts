import { moneyText } from '../../../shared/amount-words.ts'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { joinedParts } from '../../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import { methodWords } from '../payments/telling.ts'
import { factLines, howMany, isNegative, newestFirst, pageTold, sizeOf } from '../telling.ts'
import { refundEntity } from './entity.ts'
import { LeftToPayBack, RefundPage } from './schema.ts'

export function refundsTold(output: unknown): ToldAnswer {
  const page = RefundPage.parse(output)
  return pageTold(page, {
    head: `There ${howMany(page, ['refund', 'refunds'])}${newestFirst(page)}.`,
    none: 'Nothing like that was paid back to a customer.',
    row: (refund) => refundEntity.find.row(refund),
    facts: ({ paidOn, method, reference, undoneOn }) =>
      joinedParts([
        `on ${dayTextOf(paidOn)}`,
        methodWords[method],
        reference,
        undoneOn !== null && `taken back on ${dayTextOf(undoneOn)}`,
      ]),
  })
}

const AND = new Intl.ListFormat('en')

/** What of a customer's money is here and nothing used, in a sentence. */
export function leftTold(output: unknown): ToldAnswer {
  const { contact, left, exchange } = LeftToPayBack.parse(output)
  if (left.length === 0) return { text: `Nothing of ${contact} is left to pay back.` }
  const sums = left.map(({ left: amount, currency }) => moneyText(amount, currency))
  const [first] = left
  const since = left.length === 1 && first ? `, since ${dayTextOf(first.from)}` : ''
  return {
    text: [
      `${AND.format(sums)} of ${contact} is here and no invoice used it${since}.`,
      ...factLines(exchange ? [exchange] : [], ({ gain, now, currency }) => {
        const side = isNegative(gain) ? 'a loss' : 'a gain'
        return `At that rate ${moneyText(now, currency)} go back, with ${side} of ${moneyText(sizeOf(gain), currency)}`
      }),
    ].join('\n'),
  }
}
