import type { Candidate, LineFacts } from './candidate.ts'

const bare = (text: string): string => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Fewer digits than this are in too many texts. */
const FEWEST_DIGITS = 5
const FEWEST_SIGNS = 4

/** Whether a number stands in a text, whatever stands between its signs, and not as a part of a longer one. */
function holdsNumber(text: string, number: string): boolean {
  const digits = number.replaceAll(/\D/g, '')
  return [bare(number), digits.length >= FEWEST_DIGITS ? digits : ''].some((wanted) => {
    if (wanted.length < FEWEST_SIGNS) return false
    const [before, after] = [/^\d/.test(wanted) ? '(?<!\\d)' : '', /\d$/.test(wanted) ? '(?!\\d)' : '']
    return new RegExp(before + wanted + after, 'u').test(text)
  })
}

/** Its number, or the reference on it, if it stands in a line. */
export function namedIn(line: LineFacts, { number, reference }: Candidate): string | undefined {
  const text = bare(`${line.text} ${line.reference} ${line.counterparty}`)
  return [number, reference].find((one) => holdsNumber(text, one))
}
