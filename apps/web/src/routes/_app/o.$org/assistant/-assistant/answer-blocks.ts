export type Inline =
  | { kind: 'text' | 'strong' | 'code'; text: string }
  | { kind: 'link'; text: string; href: string }

export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'code'; text: string }

const BULLET = /^\s*[-*•]\s+(.*)$/
const NUMBER = /^\s*\d{1,3}[.)]\s+(.*)$/
const FENCE = /^\s*```/

/**
 * The little of Markdown that answers use: paragraphs, lists, code, bold and links. Everything else stays
 * the text it is; nothing is ever read as HTML.
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
  const bullet = BULLET.exec(line)?.[1]
  const item = bullet ?? NUMBER.exec(line)?.[1]
  const last = blocks.at(-1)
  if (item !== undefined) {
    const ordered = bullet === undefined
    if (last?.kind === 'list' && last.ordered === ordered) last.items.push(inlines(item))
    else blocks.push({ kind: 'list', ordered, items: [inlines(item)] })
  } else if (line.trim() === '') blocks.push({ kind: 'paragraph', lines: [] })
  else if (last?.kind === 'paragraph') last.lines.push(inlines(heading(line)))
  else blocks.push({ kind: 'paragraph', lines: [inlines(heading(line))] })
}

/** Headings have no place in a chat; their words are bold. */
const heading = (line: string): string => line.replace(/^#{1,6}\s+(.*)$/, '**$1**')

const INLINE = /\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?])/g

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

function inline([whole, strong, code, words, href, address]: RegExpMatchArray): Inline {
  if (strong !== undefined) return { kind: 'strong', text: strong }
  if (code !== undefined) return { kind: 'code', text: code }
  const target = href ?? address ?? ''
  // Only web addresses and pages of this hub: never javascript: and the like.
  return /^(https?:\/\/|\/(?![/\\]))/i.test(target)
    ? { kind: 'link', text: words ?? target, href: target }
    : { kind: 'text', text: whole }
}
