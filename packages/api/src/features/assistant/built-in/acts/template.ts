/** A word that is said, or the place where the value of a field stands. */
export type TemplatePart = { word: string } | { slot: string }

/** One example sentence without alternatives. */
export interface Template {
  parts: readonly TemplatePart[]
  /** What the sentence says of the input by itself. */
  set: Readonly<Record<string, unknown>>
}

/** Sentences that one line with alternatives stands for, at most. */
const SENTENCES_AT_MOST = 48

/** Every sentence a line stands for: "(show|list) (my|) tasks" are four. */
export function sentencesOf(line: string): string[] {
  const pieces = line.split(/(\([^()]*\))/)
  let all = ['']
  for (const piece of pieces) {
    const ways = piece.startsWith('(') ? piece.slice(1, -1).split('|') : [piece]
    all = all.flatMap((begun) => ways.map((way) => begun + way))
    // Evenly spread, so that no alternative at the end of the line is lost.
    if (all.length > SENTENCES_AT_MOST) {
      const step = all.length / SENTENCES_AT_MOST
      all = Array.from({ length: SENTENCES_AT_MOST }, (_, at) => all[Math.floor(at * step)] ?? '')
    }
  }
  return [...new Set(all.map((one) => one.replaceAll(/\s+/g, ' ').trim()))]
}

/** Few sentences of a line that hold each of its alternatives, most of them beside more than one of the others. */
export function samplesOf(line: string): string[] {
  const groups = line
    .split(/(\([^()]*\))/)
    .map((piece) => (piece.startsWith('(') ? piece.slice(1, -1).split('|') : [piece]))
  const most = Math.max(...groups.map(({ length }) => length))
  const at = (round: number, shift: number) =>
    groups.map((ways, group) => ways[(round + shift * group) % ways.length] ?? '').join('')
  const sentences = [
    ...Array.from({ length: most + 1 }, (_, round) => at(round, round % 2)),
    ...Array.from({ length: most }, (_, round) => at(round, 0)),
  ]
  return [...new Set(sentences.map((one) => one.replaceAll(/\s+/g, ' ').trim()))]
}

const made = new Map<string, TemplatePart>()
const isSlot = (piece: string) => /^\{\w+\}$/.test(piece)

/** A hundred thousand templates are made of a few thousand words: each is there once. */
function partFor(piece: string): TemplatePart {
  const known = made.get(piece)
  if (known) return known
  const part = isSlot(piece) ? { slot: piece.slice(1, -1) } : { word: piece }
  made.set(piece, part)
  return part
}

/** Examples are plain English: their words need no folding of accents. */
const wordsOf = (text: string) =>
  Array.from(text.toLowerCase().matchAll(/\d+|[a-z]+(?:'[a-z]+)*|\S/g), ([word]) => partFor(word))

/** A sentence as parts: "remind me to {title}" are three words and a slot. */
export function partsOf(sentence: string): TemplatePart[] {
  return sentence.split(/(\{\w+\})/).flatMap((piece) => (isSlot(piece) ? [partFor(piece)] : wordsOf(piece)))
}

/** All templates of some lines. */
export const templatesOf = (
  lines: readonly string[],
  set: Readonly<Record<string, unknown>> = {},
): Template[] =>
  lines
    .flatMap((line) => [...new Set([...samplesOf(line), ...sentencesOf(line)])])
    .map((sentence) => ({ parts: partsOf(sentence), set }))

/** The names of the slots in these lines. */
export const slotsIn = (lines: readonly string[]): Set<string> =>
  new Set(lines.flatMap((line) => Array.from(line.matchAll(/\{(\w+)\}/g), ([, name = '']) => name)))

/** "By", "on" and "back by" are read with the day they lead to, and are no words of their own before one. */
const leading = new Set(
  'by on until till before for at to from since after in back forward out due'.split(' '),
)

export function withoutLeads(
  parts: readonly TemplatePart[],
  isDay: (slot: string) => boolean,
): TemplatePart[] {
  const kept: TemplatePart[] = []
  for (const part of parts) {
    if ('slot' in part && isDay(part.slot))
      for (let last = kept.at(-1); last && 'word' in last && leading.has(last.word); last = kept.at(-1))
        kept.pop()
    kept.push(part)
  }
  return kept
}
