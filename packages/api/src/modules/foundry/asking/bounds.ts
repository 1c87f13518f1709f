import type { ConditionOp } from '../../../shared/conditions.ts'
import type { Amount } from '../../../reading/numbers.ts'

/** With what something is compared: "over 100 euros". */
export interface Bound {
  op: ConditionOp
  amount: Amount
}

export const amountText = (amount: Amount): string =>
  amount.kind === 'money' && amount.currency !== ''
    ? `${amount.amount} ${amount.currency}`
    : String(amount.amount)

/** ">100 EUR" */
export const boundText = ({ op, amount }: Bound): string => `${op}${amountText(amount)}`
