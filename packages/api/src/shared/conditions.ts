/*
 * Conditions are written as people would jot them down: `total>=10`, `state=paid|late`, `city!=Galway`. Several stand in a
 * list, and all of it holds; `||` puts alternatives of different properties into one: `state=late||total>500`. A backslash
 * before `|` or itself takes it as it is. `order.customer.town=Galway` goes over links, and holds where any of those it leads to fits;
 * with != and !~, where none does. They are data: nothing of one ever becomes part of a statement.
 */

export const conditionOps = ['>=', '<=', '!=', '!~', '=', '>', '<', '~', '^'] as const
export type ConditionOp = (typeof conditionOps)[number]

export interface Condition {
  property: string
  op: ConditionOp
  /** One of them is enough; none asks whether the property is empty. */
  values: string[]
}

const WRITTEN = /^([a-z][a-zA-Z0-9]*(?:\.[a-z][a-zA-Z0-9]*){0,5})\s*(>=|<=|!=|!~|=|>|<|~|\^)([\s\S]*)$/

/** Splits at a mark that no backslash stands before; what a backslash stands before stays as it is. */
function parts(text: string, mark: '|' | '||' | ';'): string[] {
  const found: string[] = ['']
  for (let at = 0; at < text.length; at += 1) {
    const isKept = text.charAt(at) === '\\' && at + 1 < text.length
    if (!isKept && text.startsWith(mark, at)) {
      found.push('')
      at += mark.length - 1
    } else {
      found[found.length - 1] += text.slice(at, at + (isKept ? 2 : 1))
      at += isKept ? 1 : 0
    }
  }
  return found
}

const plain = (text: string) => text.replaceAll(/\\([\\|])/g, '$1').trim()
const escaped = (text: string) => text.replaceAll(/[\\|]/g, '\\$&')

/** One condition; null for what is none. */
export function parseCondition(text: string): Condition | null {
  const [, property, op, rest = ''] = WRITTEN.exec(text.trim()) ?? []
  if (property === undefined) return null
  const values = parts(rest, '|').map(plain)
  return { property, op: op as ConditionOp, values: values.length === 1 && values[0] === '' ? [] : values }
}

/** The alternatives in one text; null where one of them is no condition. */
export function parseConditions(text: string): Condition[] | null {
  const found = parts(text, '||').map(parseCondition)
  return found.some((one) => one === null) ? null : found.filter((one) => one !== null)
}

/** The text that reads as this condition. A space keeps the sign apart from a value that begins like one. */
export function conditionText({ property, op, values }: Condition): string {
  const value = values.map(escaped).join('|')
  return `${property}${op}${value.startsWith('=') ? ' ' : ''}${value}`
}

export const countOps = ['>=', '<=', '=', '>', '<'] as const
export type CountOp = (typeof countOps)[number]

/** How many things something is linked with: `orders>=2`, `orders=0: placed>=2026-05-01; state=paid`. */
export interface LinkedCount {
  /** Of the link, or of several in a row: `orders.lines.product`. */
  name: string
  op: CountOp
  count: number
  /** Only such count; the texts of conditions. */
  where: string[]
}

const WRITTEN_COUNT =
  /^([a-z][a-zA-Z0-9]*(?:\.[a-z][a-zA-Z0-9]*){0,5})\s*(>=|<=|=|>|<)\s*(\d{1,6})\s*(?::([\s\S]*))?$/

/** Such a text; null for what is none. */
export function parseLinkedCount(text: string): LinkedCount | null {
  const [, name, op, count = '', rest = ''] = WRITTEN_COUNT.exec(text.trim()) ?? []
  if (name === undefined) return null
  const where = parts(rest, ';').map((part) => part.replaceAll('\\;', ';').trim())
  // The expression lets no other sign through.
  return { name, op: op as CountOp, count: Number(count), where: where.filter((part) => part !== '') }
}

/** The text that reads as this. */
export function linkedCountText({ name, op, count, where }: LinkedCount): string {
  const only = where.map((part) => part.replaceAll(';', '\\;')).join('; ')
  return `${name}${op}${count}${only === '' ? '' : `: ${only}`}`
}
