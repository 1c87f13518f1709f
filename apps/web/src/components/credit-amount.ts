import { MICRO_PER_CREDIT } from '@hub/ui/credits'

const MOST_CREDITS = 1_000_000

/**
 * What a person typed as an amount of credits, in micro-credits: "1,250.50" or "12.5". Undefined for what
 * is no amount above nothing, has more than six decimals, or is beyond what may be given at once.
 */
export function amountMicro(typed: string): number | undefined {
  const plain = typed.trim().replaceAll(/[\s,](?=\d{3}(\D|$))/g, '')
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return undefined
  const [whole = '0', decimals = ''] = plain.split('.')
  const micro = Number(whole) * MICRO_PER_CREDIT + Number(decimals.padEnd(6, '0'))
  return micro > 0 && micro <= MOST_CREDITS * MICRO_PER_CREDIT ? micro : undefined
}
