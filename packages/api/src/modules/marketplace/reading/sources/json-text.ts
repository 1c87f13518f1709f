/*
 * JSON as shops put it into pages: with comments, line ends within strings, commas too many, and a semicolon at the end.
 * Read as it is where that works, else mended in one pass.
 */

const MOST_SIGNS = 1_000_000

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
}
const escaped = (sign: string) =>
  ESCAPES[sign] ?? String.raw`\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

/** Strings, comments, and commas before an end; each is found from its first sign on without going back. */
const PARTS =
  /"(?:[^"\\]|\\[\s\S])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|<!--|-->|<!\[CDATA\[|\]\]>|,(?=\s{0,200}[\]}])/g

function mended(part: string): string {
  return part.startsWith('"') ? part.replaceAll(/\p{Cc}/gu, escaped) : ''
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
    .trim()
    .replace(/^\ufeff/, '')
  const direct = tried(cut)
  if (direct !== undefined) return direct
  // Comments without an end would be looked for at each of their beginnings.
  const isEndless = cut.includes('/*') && !cut.includes('*/')
  return isEndless ? undefined : tried(cut.replaceAll(PARTS, mended).trim().replace(/;$/, ''))
}
