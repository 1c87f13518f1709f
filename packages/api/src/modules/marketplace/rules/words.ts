import { priceText } from '../money.ts'
import type { Rule, RuleKind } from './schema.ts'

const ruleNames: Readonly<Record<RuleKind, string>> = {
  below: 'a price under an amount',
  undercut: 'a price under ours',
  move: 'a price that moves',
  stock: 'a shop that sold out',
}

/** "a price under ours (every product)" */
export const ruleName = ({ kind, product }: Pick<Rule, 'kind' | 'product'>): string =>
  `${ruleNames[kind]} (${product ?? 'every product'})`

/** When a rule tells, with its limit. */
export function ruleWords({ kind, under, percent }: Pick<Rule, 'kind' | 'under' | 'percent'>): string {
  if (kind === 'below') return `when a shop asks less than ${under === null ? 'an amount' : priceText(under)}`
  if (kind === 'undercut') return 'when a shop asks less than you'
  if (kind === 'move') return `when a price moves by ${percent ?? 0} percent or more`
  return 'when a shop has sold out'
}
