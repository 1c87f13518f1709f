import { fold } from '../../../reading/text.ts'
import type { Asking } from './asking.ts'
import type { AskedType } from './vocabulary.ts'
import { FILLER, NOT } from './words.ts'

/** "Is a member", "Has newsletter" by the word that people say of it. */
const saidOf = (title: string): string => fold(title).replace(/^(?:is|has|was|are)(?: an?)? /, '')

const SHORTEST = 4
const BEFORE = `\\b(?<not>${NOT})\\b (?:been |yet |a |an |any )*|\\b(?<un>un|non-?)?`

/** What of one of them is marked with yes or no, each with the word for it. */
const marksOf = ({ properties }: AskedType): { name: string; said: string }[] =>
  properties.flatMap(({ name, title, kind, slot }) => {
    const said = saidOf(title)
    const isWord = /^\p{L}+(?: \p{L}+){0,2}$/u.test(said) && said.length >= SHORTEST && !FILLER.has(said)
    return kind === 'yesno' && slot !== null && isWord ? [{ name, said }] : []
  })

/** "Disputed payments", "how many customers are members", "orders that are not checked": what is marked with yes, or is not. */
export function readMarks({ coded, subject, where }: Asking): void {
  for (const { name, said } of marksOf(subject)) {
    if (where.some(({ property }) => property === name)) continue
    const found = coded.take(new RegExp(`(?:${BEFORE})${said}s?\\b`, 'u'))
    if (!found) continue
    const isNot = found.groups?.['not'] !== undefined || found.groups?.['un'] !== undefined
    where.push({ property: name, op: isNot ? '!=' : '=', values: ['yes'] })
  }
}
