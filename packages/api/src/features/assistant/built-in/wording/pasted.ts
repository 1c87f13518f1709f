import { listRequests } from './noted-down.ts'
import type { World } from '../understand/types.ts'

/** "- rolls", "* rolls", "• rolls", "[ ] rolls", "1. rolls", "2) rolls", "(3) rolls" */
const MARKED = /^\s*(?:[-*•·–—‣▪]|\[[ x]?\]|\(?\d{1,2}[.)])\s+(?:\[[ x]?\]\s+)?(?=\S)/i

interface Pasted {
  /** What stands before the list, without the mark that leads to it; empty where nothing does. */
  head: string
  items: readonly string[]
}

/** A list of lines with a mark each, and what leads to it; null where the message is something else. */
function pastedIn(text: string): Pasted | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const first = lines.findIndex((line) => MARKED.test(line))
  const rest = first === -1 ? [] : lines.slice(first)
  // What stands between or behind the lines may be anything.
  if (first > 1 || rest.length === 0 || !rest.every((line) => MARKED.test(line))) return null
  const items = rest.map((line) => line.replace(MARKED, '').replace(/[\s;,.]+$/, ''))
  const head = (first === 0 ? '' : (lines[0] ?? '')).replace(/[\s:?.,!–-]+$/, '').trim()
  return { head, items }
}

/**
 * A list that was pasted, as one sentence: what its lines are is decided by what leads to them. Elsewhere a line
 * is no more than a blank, and a mark before it a sign within a name.
 */
export function pasted(text: string, world: World): string {
  const list = text.includes('\n') ? pastedIn(text) : null
  if (!list) return text
  const { head, items } = list
  if (head === '') return items.join('; ')
  return listRequests(head, items, world) ?? `${head}: ${items.join('; ')}`
}
