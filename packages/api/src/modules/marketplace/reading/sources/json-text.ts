/*
 * JSON as shops put it into pages: with comments, line ends within strings, commas too many, and a semicolon at the end.
 * Read as it is where that works, else mended in one pass.
 */

const MOST_SIGNS = 1_000_000

const escaped = (sign: string) => String.raw`\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

/** Where a string that begins at a quote ends; the end of the text where it never does. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

const COMMENTS: readonly (readonly [start: string, end: string])[] = [
  ['//', '\n'],
  ['/*', '*/'],
  ['-->', ''],
  ['<![CDATA[', ''],
  [']]>', ''],
]

/** A comment of HTML may be one, or may be put around all of the JSON, as for browsers of long ago. */
function endOfHtmlComment(text: string, at: number): number {
  const end = text.indexOf('-->', at)
  const brace = text.indexOf('{', at)
  const isAround = end === -1 || (brace !== -1 && brace < end)
  return isAround ? at + '<!--'.length : end + '-->'.length
}

/** Where what is no JSON ends that begins here; null where it is JSON. */
function endOfComment(text: string, at: number): number | null {
  if (text.startsWith('<!--', at)) return endOfHtmlComment(text, at)
  const [start, end] = COMMENTS.find(([sign]) => text.startsWith(sign, at)) ?? []
  if (start === undefined || end === undefined) return null
  const found = text.indexOf(end, at + start.length)
  return found === -1 ? text.length : found + end.length
}

const MAY_BEGIN_COMMENT = new Set(['/', '<', '-', ']'])

/** Where what begins here ends: a comment, a string, or one sign. */
function partAt(text: string, at: number): { end: number; isComment: boolean } {
  const sign = text[at] ?? ''
  const comment = MAY_BEGIN_COMMENT.has(sign) ? endOfComment(text, at) : null
  if (comment !== null) return { end: comment, isComment: true }
  return { end: sign === '"' ? endOfString(text, at) : at + 1, isComment: false }
}

const isEnd = (part: string) => part === ']' || part === '}'

function mended(text: string): string {
  const parts: string[] = []
  let comma = ''
  for (let at = 0, end = 0; at < text.length; at = end) {
    const found = partAt(text, at)
    end = found.end
    const part = found.isComment ? '' : text.slice(at, end).trim()
    if (part === ',') comma = part
    else if (part !== '') {
      // A comma counts only where something comes after it.
      if (!isEnd(part)) parts.push(comma)
      comma = ''
      parts.push(part.replaceAll(/\p{Cc}/gu, escaped))
    }
  }
  return parts.join('').replace(/;$/, '')
}

function tried(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}

/** Undefined where it cannot be read even so. */
export function parseJson(text: string): unknown {
  const cut = text
    .slice(0, MOST_SIGNS)
    .replace(/^\ufeff/, '')
    .trim()
  // Some systems escape it as if it were text.
  const quoted = cut.includes('"') ? cut : cut.replaceAll('&quot;', '"')
  return tried(quoted) ?? tried(mended(quoted))
}
