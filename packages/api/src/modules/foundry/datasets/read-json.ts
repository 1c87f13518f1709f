import { fieldFault } from '../../../shared/field-fault.ts'
import type { ReadRow } from './read-row.ts'

/** What can be stored is far less deep; the parser takes seconds for a text of brackets alone. */
const DEEPEST = 1_000
const [QUOTE, BACKSLASH] = ['"'.codePointAt(0), '\\'.codePointAt(0)]
const OPENS = new Set(['['.codePointAt(0), '{'.codePointAt(0)])
const CLOSES = new Set([']'.codePointAt(0), '}'.codePointAt(0)])

function isTooDeep(text: string): boolean {
  let [depth, isText] = [0, false]
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) isText = !isText
    else if (isText) at += sign === BACKSLASH ? 1 : 0
    else if (OPENS.has(sign)) depth += 1
    else if (CLOSES.has(sign)) depth -= 1
    if (depth > DEEPEST) return true
  }
  return false
}

/** Whether a text has numbers so long that some of their digits would be lost. */
const LONG_NUMBER = /\d{16}/
const WHOLE = /^-?\d+$/

/** Two ids that differ in their last digits alone would otherwise be one. */
function withAllDigits(_name: string, value: unknown, { source = '' }: { source?: string } = {}): unknown {
  const isCut = typeof value === 'number' && !Number.isSafeInteger(value) && WHOLE.test(source)
  return isCut ? source : value
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text, LONG_NUMBER.test(text) ? withAllDigits : undefined)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** So deep answers of services wrap what they are about: `{ "data": { "orders": […] } }`. */
const DEEPEST_LIST = 4

/** Lists with something in them, the outermost. */
function listsIn(whole: object): [name: string, list: readonly unknown[]][] {
  let around: object[] = [whole]
  for (let depth = 0; depth < DEEPEST_LIST; depth += 1) {
    const parts = around.flatMap((one) => Object.entries(one))
    const lists = parts.flatMap(([name, part]): [string, readonly unknown[]][] =>
      Array.isArray(part) && part.some(isObject) ? [[name, part]] : [],
    )
    if (lists.length > 0) return lists
    around = parts.flatMap(([, part]) => (isObject(part) ? [part] : []))
  }
  return []
}

/** A list by itself, or the one list of objects in an object. Throws a fault of the field `fileId`. */
function listIn(whole: unknown): readonly unknown[] {
  if (Array.isArray(whole)) return whole
  const [first, ...others] = isObject(whole) ? listsIn(whole) : []
  if (!first) throw fieldFault('fileId', 'This JSON holds no list of objects.')
  if (others.length === 0) return first[1]
  const names = [first, ...others].slice(0, 3).map(([name]) => `“${name.slice(0, 40)}”`)
  throw fieldFault(
    'fileId',
    `This JSON holds several lists, such as ${names.join(', ')}. Save the one that is meant by itself.`,
  )
}

/** One object a line, as logs and bulk exports are written. */
function* linesOf(text: string): Generator<ReadRow> {
  let at = 0
  for (const line of text.split('\n')) {
    at += 1
    if (line.trim() === '') continue
    const value = parsed(line)
    yield value === undefined ? { at, problem: 'it is no JSON' } : { at, value }
  }
}

/** Objects of a JSON file: a list, an object with one list in it, or one object a line. Throws a fault of the field `fileId`. */
export function* readJson(text: string): Generator<ReadRow> {
  if (isTooDeep(text)) throw fieldFault('fileId', 'This JSON is nested too deeply.')
  const whole = parsed(text)
  if (whole === undefined && parsed(text.split('\n', 1)[0] ?? '') !== undefined) return yield* linesOf(text)
  let at = 0
  for (const value of listIn(whole)) {
    at += 1
    yield { at, value }
  }
}
