const CLOSES: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }
/** Escapes that stand for one sign of a kind, or for a place, and not for themselves. */
const CLASS = /[a-zA-Z0-9]/
/** What follows a sign that may be missing. */
const OPTIONAL = new Set(['?', '*', '{'])

/** Where a class, a group or a count that opens here has ended. */
function endOf(source: string, from: number): number {
  const opens = source[from] ?? ''
  const closes = CLOSES[opens] ?? ''
  let depth = 0
  for (let at = from; at < source.length; at += 1) {
    const sign = source[at]
    if (sign === '\\') at += 1
    else if (sign === '[' && opens === '(') at = endOf(source, at) - 1
    else if (sign === opens && (depth === 0 || opens === '(')) depth += 1
    else if (sign === closes && --depth === 0) return at + 1
  }
  return source.length
}

/** The next sign of a pattern as it must stand in a text; null where it may be any of several. */
function signAt(source: string, at: number): { sign: string | null; end: number } {
  const sign = source[at] ?? ''
  if (sign in CLOSES) return { sign: null, end: endOf(source, at) }
  if (sign === '\\') {
    const next = source[at + 1] ?? ''
    return { sign: CLASS.test(next) ? null : next, end: at + 2 }
  }
  return { sign: /[.^$?*+]/.test(sign) ? null : sign, end: at + 1 }
}

/**
 * The longest text that every match of a pattern holds, so that most patterns need not be tried at all; empty where there is none.
 * Only what stands outside groups and classes counts, and nothing where the pattern is a choice.
 */
export function literalOf({ source }: RegExp): string {
  let [longest, current] = ['', '']
  const end = () => {
    if (current.length > longest.length) longest = current
    current = ''
  }
  for (let at = 0; at < source.length;) {
    if (source[at] === '|') return ''
    const { sign, end: next } = signAt(source, at)
    const isOptional = OPTIONAL.has(source[next] ?? '')
    if (sign === null || isOptional) end()
    else current += sign
    if (source[next] === '+') end()
    at = next
  }
  end()
  return longest
}
