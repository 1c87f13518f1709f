export interface Inline {
  kind: 'text' | 'strong' | 'code'
  text: string
}

export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'code'; text: string }

// Whoever wrote a record, or runs the model, chooses these characters: no pattern may try a part of them twice.
const BULLET = /^\s*[-*•]\s+/
const NUMBER = /^\s*\d{1,3}[.)]\s+/
const HEADING = /^#{1,6}\s+/
const FENCE = /^\s*```/
const INLINE = /\*\*([^*]+)\*\*|`([^`]+)`/g

/**
 * The little of Markdown that answers use: paragraphs, lists, code and bold. Everything else stays the text it is;
 * nothing is ever read as HTML. Links are text as well, address and all: an answer repeats what others wrote into
 * records, and nobody can tell which words are whose.
 */
export function answerBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let fenced: string[] | null = null
  for (const line of text.split('\n')) {
    if (FENCE.test(line)) {
      if (fenced) blocks.push({ kind: 'code', text: fenced.join('\n') })
      fenced = fenced ? null : []
    } else if (fenced) fenced.push(line)
    else addLine(blocks, line)
  }
  // While an answer streams its last block of code has no end yet.
  if (fenced) blocks.push({ kind: 'code', text: fenced.join('\n') })
  return blocks.filter((block) => block.kind !== 'paragraph' || block.lines.length > 0)
}

function addLine(blocks: Block[], line: string): void {
  const bullet = BULLET.exec(line)
  const mark = bullet ?? NUMBER.exec(line)
  const last = blocks.at(-1)
  if (mark) {
    const ordered = bullet === null
    const item = inlines(line.slice(mark[0].length))
    if (last?.kind === 'list' && last.ordered === ordered) last.items.push(item)
    else blocks.push({ kind: 'list', ordered, items: [item] })
  } else if (line.trim() === '') blocks.push({ kind: 'paragraph', lines: [] })
  else if (last?.kind === 'paragraph') last.lines.push(inlines(heading(line)))
  else blocks.push({ kind: 'paragraph', lines: [inlines(heading(line))] })
}

/** Headings have no place in a chat; their words are bold. */
function heading(line: string): string {
  const words = line.replace(HEADING, '')
  return words === line ? line : `**${words}**`
}

function inlines(line: string): Inline[] {
  const parts: Inline[] = []
  let end = 0
  for (const match of line.matchAll(INLINE)) {
    if (match.index > end) parts.push({ kind: 'text', text: line.slice(end, match.index) })
    parts.push(inline(match))
    end = match.index + match[0].length
  }
  if (end < line.length) parts.push({ kind: 'text', text: line.slice(end) })
  return parts
}

function inline([whole, strong, code]: RegExpMatchArray): Inline {
  if (strong !== undefined) return { kind: 'strong', text: strong }
  return code === undefined ? { kind: 'text', text: whole } : { kind: 'code', text: code }
}
