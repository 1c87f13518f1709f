import { Parser } from 'htmlparser2'

export type Attributes = Record<string, string>

/** Hears of each thing in a page, in its order. */
export interface HtmlReader {
  open(name: string, attributes: Attributes): void
  text(text: string): void
  close(name: string): void
}

export interface HtmlLimits {
  mostSigns: number
  /** Asked between two pieces of the page. */
  mayGoOn?: () => boolean
}

/** Bounds the work between two looks at whether to go on. */
const PIECE = 32_768
/** Browsers nest no more than 512 into each other; pages of before, which end no tag, come to some more. */
const MOST_DEPTH = 1_500
/** How often the parser may look at something that is open: at each tag it goes through all of them. */
const MOST_LOOKS = 200_000_000

const tagsIn = (piece: string): number => {
  let count = 0
  for (let at = piece.indexOf('<'); at !== -1; at = piece.indexOf('<', at + 1)) count += 1
  return count
}

/**
 * Reads a page that anybody may have written, in one pass and without a tree. Answers false where it stopped before the end: at so
 * many signs, where `mayGoOn` says so, or where a page is nested as only one is that is meant to keep its readers busy.
 */
export function readHtml(html: string, reader: HtmlReader, { mostSigns, mayGoOn }: HtmlLimits): boolean {
  let [depth, deepest, looks] = [0, 0, 0]
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1
      if (depth > deepest) deepest = depth
      reader.open(name, attributes)
    },
    ontext: (text) => reader.text(text),
    onclosetag(name) {
      depth -= 1
      reader.close(name)
    },
  })
  const end = Math.min(html.length, mostSigns)
  let at = 0
  while (at < end && depth < MOST_DEPTH && looks < MOST_LOOKS && (at === 0 || mayGoOn?.() !== false)) {
    const piece = html.slice(at, at + PIECE)
    deepest = depth
    parser.write(piece)
    looks += deepest * tagsIn(piece)
    at += PIECE
  }
  // Elements that are still open close here, and what was read of them counts.
  parser.end()
  return at >= html.length
}
