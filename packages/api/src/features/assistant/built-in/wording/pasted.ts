import { isForm, isLabelled, thingsTold } from './facts-told.ts'
import { listRequests } from './noted-down.ts'
import type { World } from '../understand/types.ts'

/** "- rolls", "* rolls", "• rolls", "[ ] rolls", "1. rolls", "2) rolls", "(3) rolls" */
const MARKED = /^\s*(?:[-*•·–—‣▪]|\[[ x]?\]|\(?\d{1,2}[.)])\s+(?:\[[ x]?\]\s+)?(?=\S)/i

interface Pasted {
  /** What stands before the list, without the mark that leads to it; empty where nothing does. */
  head: string
  items: readonly string[]
}

/** "(1) close the roster (2) give the quote to Ana": numbered, in one line. */
const IN_LINE = /^(?<head>[^:]{0,60}?:?\s*)\(?1[.)]\s+\S.*?[\s,;]+\(?2[.)]\s+\S/u
const NEXT_NUMBER = /[\s,;]*(?<=^|[\s:,;])(?=\(?[1-9][.)]\s+\S)/gu

const inLines = (text: string): string =>
  !text.includes('\n') && IN_LINE.test(text) ? text.replaceAll(NEXT_NUMBER, '\n').trim() : text

/** A list of lines with a mark or a label each, and what leads to it; null where the message is something else. */
function pastedIn(text: string, world: World): Pasted | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const labelled = lines.filter((line) => isLabelled(line.trim(), world)).length
  const isOne = (line: string) => MARKED.test(line) || (labelled > 1 && isLabelled(line.trim(), world))
  const first = lines.findIndex(isOne)
  const rest = first === -1 ? [] : lines.slice(first)
  // What stands between or behind the lines may be anything.
  if (first > 1 || rest.length === 0 || !rest.every(isOne)) return null
  const items = rest.map((line) => line.replace(MARKED, '').replace(/[\s;,.]+$/, ''))
  const head = (first === 0 ? '' : (lines[0] ?? '')).replace(/[\s:?.,!–-]+$/, '').trim()
  return { head, items }
}

/** "Two things: (1) … (2) how many are late?": a question among them is nothing to be noted down, and so none of the others is. */
const areRequests = (head: string, items: readonly string[]): boolean =>
  /\b(?:things?|questions?|requests?|asks|points)$/i.test(head) && items.some((item) => item.endsWith('?'))

/**
 * A list that was pasted, as one sentence: what its lines are is decided by what leads to them. Elsewhere a line
 * is no more than a blank, and a mark before it a sign within a name.
 */
export function pasted(text: string, world: World): string {
  const said = inLines(text)
  const list = said.includes('\n') ? pastedIn(said, world) : null
  if (!list) return text
  const { head, items } = list
  if (isForm(items, world))
    return listRequests(head || 'add a thing', thingsTold(items, world), world) ?? text
  if (head === '' || areRequests(head, items)) return items.join('; ')
  const things = thingsTold(items, world)
  return listRequests(head, things, world) ?? `${head}: ${things.join('; ')}`
}
