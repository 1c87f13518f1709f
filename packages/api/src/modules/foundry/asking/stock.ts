import type { Condition } from '../../../shared/conditions.ts'
import { fold } from '../../../reading/text.ts'
import type { Asking } from './asking.ts'
import type { AskedType } from './vocabulary.ts'

const STOCK = /\b(?:in stock|stock|inventory|on hand)\b/
const NONE_LEFT =
  /\b(?:(?:not|isn['’]t|aren['’]t|no longer) in stock|out of stock|sold out|none left|none in stock)\b/
/** Behind an amount it names what is compared. */
const SOME_LEFT = /(?<!<a\d+> )\bin stock\b/

/** How many of one of them are there. */
const stockOf = ({ properties }: AskedType) =>
  properties.find(({ title, kind, slot }) => kind === 'number' && slot !== null && STOCK.test(fold(title)))

/** "Products that are out of stock": shops count below nothing where they sold what was not there. */
export function readStock({ coded, subject, where }: Asking): void {
  const property = stockOf(subject)
  if (!property) return
  const stock = (op: Condition['op']) => where.push({ property: property.name, op, values: ['0'] })
  if (coded.take(NONE_LEFT)) stock('<=')
  else if (!coded.has(/\bhow (?:many|much)\b/) && coded.take(SOME_LEFT)) stock('>')
}
