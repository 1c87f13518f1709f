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

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A list by itself, or the one list in an object, such as `{ "orders": […] }`. */
function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return null
  const lists = Object.values(value).filter(Array.isArray)
  return lists.length === 1 ? (lists[0] ?? null) : null
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
  const list = listIn(whole)
  if (list === null) throw fieldFault('fileId', 'This JSON holds no list of objects.')
  let at = 0
  for (const value of list) {
    at += 1
    yield { at, value }
  }
}
