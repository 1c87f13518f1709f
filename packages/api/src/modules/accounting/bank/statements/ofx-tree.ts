import { fileFault } from './statement.ts'

/** A tag with what is in it: OFX and CAMT have either text or other tags. */
export interface OfxNode {
  name: string
  at: number
  /** What stands in the tag behind its name. */
  attributes: string
  text: string
  children: OfxNode[]
}

/** A name ends where no more of it follows: else a tag without an end would be tried with each part of its name anew. */
const TOKEN = /<(\/?)([A-Za-z][\w.:-]*)(?![\w.:-])([^<>]*)>|[^<]+|</y

/** What begins and ends by signs of its own, whatever stands between. */
const BLOCKS = [
  { begin: '<![CDATA[', end: ']]>', isText: true },
  { begin: '<!--', end: '-->', isText: false },
] as const

/** Tags, ends of tags and texts; a file of the size that is taken has no more, and each tag takes memory of its own. */
const MOST_PARTS = 2_000_000
/** So many are read before others may have their turn. */
const PARTS_AT_ONCE = 100

/** Statements are some six deep; tags without an end would count as ever deeper. */
const DEEPEST = 64

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,4});/gi

function signOf(entity: string): string {
  const name = entity.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return named[name] ?? entity
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity
}

const withoutEntities = (text: string): string => text.replaceAll(ENTITY, signOf)

interface Tag {
  name: string
  at: number
  attributes: string
  isEnd: boolean
  /** Begins and ends at once. */
  isWhole: boolean
}

/** Which tags are open while a file is read; the first holds the whole. */
class OpenTags {
  readonly #open: OfxNode[]
  constructor(root: OfxNode) {
    this.#open = [root]
  }

  get depth(): number {
    return this.#open.length
  }

  /** The one that is being filled. */
  get #top(): OfxNode {
    return this.#open[this.#open.length - 1] as OfxNode
  }

  addText(text: string): void {
    if (text.trim() !== '' || this.#top.text !== '') this.#top.text += text
  }

  take({ name, at, attributes, isEnd, isWhole }: Tag): void {
    if (!isEnd) this.#begin({ name, at, attributes, text: '', children: [] })
    if (isEnd || isWhole) this.#end(name, at)
  }

  /** In OFX 1 a tag with text ends where the next begins. */
  #begin(node: OfxNode): void {
    if (this.depth > 1 && this.#top.text.trim() !== '') this.#open.pop()
    if (this.depth > DEEPEST) throw fileFault('Its tags are too deep in each other.', { at: node.at })
    this.#top.children.push(node)
    this.#open.push(node)
  }

  /** What is still open in the tag that ends was empty and had no end: what seemed to be in it stands beside it. */
  #end(name: string, at: number): void {
    const from = this.#open.findLastIndex((node, depth) => depth > 0 && node.name === name)
    if (from === -1) throw fileFault(`“</${name}>” ends what did not begin.`, { at })
    while (this.#open.length > from + 1) {
      const empty = this.#open.pop() as OfxNode
      for (const child of empty.children) this.#top.children.push(child)
      empty.children = []
    }
    this.#open.pop()
  }
}

interface Token {
  /** As it stands in the file. */
  whole: string
  text: string
  tag: Omit<Tag, 'at'> | null
}

/** A pattern would look for an end that is not there from each beginning anew. Throws where one has none. */
function blockAt(text: string, from: number, at: number): Token | null {
  const block = BLOCKS.find(({ begin }) => text.startsWith(begin, from))
  if (!block) return null
  const start = from + block.begin.length
  const end = text.indexOf(block.end, start)
  if (end === -1) throw fileFault(`“${block.begin}” has no end.`, { at })
  return {
    whole: text.slice(from, end + block.end.length),
    text: block.isText ? text.slice(start, end) : '',
    tag: null,
  }
}

/** Without the prefix that stands for where a name is from. */
const nameOf = (name: string): string => name.slice(name.indexOf(':') + 1).toUpperCase()

function tokenAt(text: string, from: number): Token {
  TOKEN.lastIndex = from
  const [whole, slash, name, rest = ''] = TOKEN.exec(text) as RegExpExecArray // its last form takes any sign
  if (name === undefined) return { whole, text: withoutEntities(whole), tag: null }
  return {
    whole,
    text: '',
    tag: { name: nameOf(name), attributes: rest, isEnd: slash === '/', isWhole: rest.endsWith('/') },
  }
}

/** Reads the tags of OFX 1, whose ends may be missing, and of OFX 2, which is XML. */
export function* readOfxTree(text: string): Generator<void, OfxNode> {
  const start = text.search(/<OFX[\s>]/i)
  if (start === -1) throw fileFault('This is no OFX file: it has no “<OFX>”.')
  return yield* readTree(text, start)
}

/** Reads tags from here on, a few at a step. Nothing outside the file is asked. */
export function* readTree(text: string, start: number): Generator<void, OfxNode> {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw fileFault('Files with a document type are not read.')
  const root: OfxNode = { name: '', at: 0, attributes: '', text: '', children: [] }
  const tags = new OpenTags(root)
  let at = text.slice(0, start).split('\n').length
  let parts = 0
  for (let from = start; from < text.length;) {
    parts += 1
    if (parts > MOST_PARTS) throw fileFault('It has more tags than any statement.', { at })
    if (parts % PARTS_AT_ONCE === 0) yield
    const { whole, text: said, tag } = blockAt(text, from, at) ?? tokenAt(text, from)
    if (tag) tags.take({ ...tag, at })
    else tags.addText(said)
    at += whole.split('\n').length - 1
    from += whole.length
  }
  if (tags.depth > 1) throw fileFault('The file ends too early. Save it at the bank once more.', { at })
  return root
}

export const childOf = (node: OfxNode | undefined, name: string): OfxNode | undefined =>
  node?.children.find((child) => child.name === name)

/** The text under a way of tags, such as BANKACCTFROM and ACCTID; empty where there is none. */
export const textUnder = (node: OfxNode | undefined, ...way: string[]): string =>
  way.reduce<OfxNode | undefined>((at, name) => childOf(at, name), node)?.text.trim() ?? ''

/** All with one of these names, however deep. */
export function allNamed(node: OfxNode, names: ReadonlySet<string>): OfxNode[] {
  return node.children.flatMap((child) => (names.has(child.name) ? [child] : allNamed(child, names)))
}
