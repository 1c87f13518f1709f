import { readFileSync } from 'node:fs'

/** What a page tells its reader to type: a whole file, or lines that change one that is there. */
export interface TypedBlock {
  file: string
  language: string
  text: string
}

const UNDER_A_PATH = /^\*\*`(?<file>[^`]+)`\*\*\n\n```(?<language>\w+)\n(?<text>.*?)^```$/gms
const CODE = /^```(?:tsx?|diff)\n/gm

/** The code of a page in its order. Throws where code stands under no path, because nobody would try it. */
export function typedBlocks(page: URL): TypedBlock[] {
  const text = readFileSync(page, 'utf8')
  const blocks = [...text.matchAll(UNDER_A_PATH)].map(({ groups = {} }) => ({
    file: groups['file'] ?? '',
    language: groups['language'] ?? '',
    text: groups['text'] ?? '',
  }))
  const written = [...text.matchAll(CODE)].length
  if (blocks.length !== written)
    throw new Error(`${written - blocks.length} blocks of code on the page stand under no path.`)
  return blocks
}

const linesOf = (hunk: string, marks: string) =>
  hunk
    .split('\n')
    .filter((line) => line !== '' && marks.includes(line.charAt(0)))
    .map((line) => `${line.slice(1)}\n`)
    .join('')

/** A file after such a change. Throws where the lines it begins from are not there, once. */
export function changedBy(before: string, diff: string): string {
  return diff.split('@@\n').reduce((text, hunk) => {
    const old = linesOf(hunk, ' -')
    if (text.split(old).length !== 2) throw new Error(`These lines are not in the file, once:\n${old}`)
    return text.replace(old, () => linesOf(hunk, ' +'))
  }, before)
}
