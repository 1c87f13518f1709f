import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { amountText } from '../ledger/amounts.ts'
import { payBack } from '../refunds/record.ts'
import { leftByCurrency } from '../refunds/sources.ts'
import { dayOf, referenceOf, wanted } from './accepting.ts'
import type { Accepting, Made } from './accepting.ts'

/** Records money that went out as paid back to a customer, of what they paid too much. */
export async function payBackFrom(tx: OrgWriteTx, { ctx, line, input }: Accepting): Promise<Made> {
  const contactId = wanted(input.contactId, { field: 'contactId', what: 'customer' })
  const { currency } = line
  if (line.amount > 0n)
    throw fieldFault('contactId', 'This money came in. A customer is paid back by money that goes out.')
  const amount = -line.amount
  const found = await leftByCurrency(tx, { contactId, paymentId: undefined })
  const left = BigInt(found.find((one) => one.currency === currency)?.leftMinor ?? 0)
  if (amount > left)
    throw fieldFault('contactId', `Only ${amountText(left, currency)} ${currency} of this customer is left.`)
  const paymentId = await payBack(ctx, tx, {
    contactId,
    paymentId: undefined,
    currency,
    paidOn: dayOf(line, input),
    dayField: 'on',
    mayBeLater: input.on === undefined,
    method: 'bank',
    reference: referenceOf(line),
    accountId: line.accountId,
    rate: input.rate ?? null,
    amount,
  })
  return { paymentId, entryId: null, isMade: true }
}
