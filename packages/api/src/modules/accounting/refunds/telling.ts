import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { joinedParts } from '../../../platform/catalog/told-list.ts'
import { dayTextOf } from '../../../shared/day-text.ts'
import { methodWords } from '../payments/telling.ts'
import { howMany, newestFirst, pageTold } from '../telling.ts'
import { refundEntity } from './entity.ts'
import { RefundPage } from './schema.ts'

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
