import type { Found } from './number-words.ts'
import type { Token } from './text.ts'

/** Beyond this many digits a double no longer holds every one. */
const MOST_DIGITS = 15

/** A run of figures with the marks glued between them: "1.250,50", "1,250.50", "1'250". */
interface Run {
  parts: readonly string[]
  marks: readonly string[]
  next: number
}

const joins = /^[.,']$/
const LONGEST = 12

function runAt(tokens: readonly Token[], at: number): Run | null {
  const first = tokens[at]
  if (first?.kind !== 'digits') return null
  const parts = [first.text]
  const marks: string[] = []
  let next = at + 1
  while (parts.length < LONGEST) {
    const mark = tokens[next]
    const digits = tokens[next + 1]
    if (!mark?.isGlued || !joins.test(mark.text) || !digits?.isGlued || digits.kind !== 'digits') break
    marks.push(mark.text)
    parts.push(digits.text)
    next += 2
  }
  return { parts, marks, next }
}

const areThousands = (parts: readonly string[]) =>
  (parts[0]?.length ?? 0) < 4 && parts[0] !== '0' && parts.slice(1).every((part) => part.length === 3)

/**
 * The value of a run in either notation: the last mark is the decimal one if it differs from those before it, or if what
 * follows cannot be a group of three. "1,250" and "1.250" are both a thousand and more, since nobody writes thousandths.
 */
function valueOf({ parts, marks }: Run): number | null {
  const last = marks.at(-1)
  if (last === undefined) return Number(parts[0])
  const before = marks.slice(0, -1)
  if (before.every((mark) => mark === last) && areThousands(parts)) return Number(parts.join(''))
  const isDecimal = last !== "'" && !before.includes(last) && new Set(before).size < 2
  const whole = parts.slice(0, -1)
  if (!isDecimal || (whole.length > 1 && !areThousands(whole))) return null
  return Number(`${whole.join('')}.${parts.at(-1) ?? ''}`)
}

/** "1 250" and "12 500 000": thousands apart, as much of Europe writes them. */
function spacedAt(tokens: readonly Token[], at: number): Found<number> | null {
  const following = tokens.slice(at, at + 6)
  const end = following.findIndex(
    ({ kind, text }, index) => kind !== 'digits' || (index > 0 && text.length !== 3),
  )
  const groups = (end === -1 ? following : following.slice(0, end)).map(({ text }) => text)
  const isNumber = groups.length > 1 && areThousands(groups) && following[groups.length]?.kind !== 'digits'
  if (!isNumber) return null
  const next = at + groups.length
  const [mark, digits] = [tokens[next], tokens[next + 1]]
  const isFraction = mark?.isGlued === true && /^[.,]$/.test(mark.text) && digits?.isGlued === true
  return isFraction && /^\d{1,2}$/.test(digits.text)
    ? { value: Number(`${groups.join('')}.${digits.text}`), next: next + 2 }
    : { value: Number(groups.join('')), next }
}

const goesOn = /^[:/-]$/

/** Whether figures go on behind a mark: a date, a time of day, a version. */
function isPartOfMore(tokens: readonly Token[], at: number): boolean {
  const mark = tokens[at]
  const digits = tokens[at + 1]
  return mark?.isGlued === true && goesOn.test(mark.text) && digits?.kind === 'digits' && digits.isGlued
}

/** A number in figures, in either notation; no version, date or time of day. */
export function figuresAt(tokens: readonly Token[], at: number): Found<number> | null {
  const run = runAt(tokens, at)
  if (!run || run.parts.join('').length > MOST_DIGITS || isPartOfMore(tokens, run.next)) return null
  const spaced = run.marks.length === 0 ? spacedAt(tokens, at) : null
  if (spaced) return spaced
  const value = valueOf(run)
  return value === null ? null : { value, next: behindDash(tokens, run.next) }
}

/** "12,-" and "12.-" are whole ones. */
function behindDash(tokens: readonly Token[], at: number): number {
  const [mark, dash] = [tokens[at], tokens[at + 1]]
  const isDash = mark?.isGlued === true && /^[.,]$/.test(mark.text) && /^[-–]$/.test(dash?.text ?? '')
  return isDash && dash?.isGlued === true && tokens[at + 2]?.isGlued !== true ? at + 2 : at
}
