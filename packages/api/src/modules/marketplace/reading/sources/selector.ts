import { selectAll } from 'css-select'
import { DomHandler, DomUtils } from 'htmlparser2'
import { readHtml } from '../../../../platform/outside/read-html.ts'
import { readMoney } from '../money-text.ts'
import type { WrittenPrice } from '../money-text.ts'
import type { Line } from '../page.ts'
import { VisibleText } from '../visible-text.ts'
import { nothingOf } from './found.ts'
import type { Asked, Found } from './found.ts'

const MOST_SIGNS = 3_000_000
const MOST_ELEMENTS = 60_000
/** Walking a tree costs stack, so deeper elements are left out. */
const MOST_DEPTH = 300
/** Selectors such as ".a ~ .b ~ .c" cost powers of what is on the page. */
const MOST_STEPS = 8_000_000

type Tree = DomHandler['root']
type Node = Tree['children'][number]
type Element = Extract<Node, { attribs: unknown }>

const isElement = (node: Node): node is Element => 'attribs' in node
const isText = (node: Node): node is Extract<Node, { data: string }> => node.nodeType === 3

/** A tree of bounded size; what goes beyond is left out with all that is in it. */
class BoundedTree {
  readonly handler = new DomHandler()
  elements = 0
  private depth = 0
  private leftOutAt: number | null = null

  open(name: string, attributes: Record<string, string>): void {
    this.depth += 1
    this.elements += 1
    if (this.leftOutAt !== null) return
    if (this.depth > MOST_DEPTH) {
      this.leftOutAt = this.depth
      return
    }
    this.handler.onopentag(name, attributes)
  }

  text(text: string): void {
    if (this.leftOutAt === null) this.handler.ontext(text)
  }

  close(): void {
    if (this.leftOutAt === null) this.handler.onclosetag()
    else if (this.leftOutAt === this.depth) this.leftOutAt = null
    this.depth -= 1
  }

  get isFull(): boolean {
    return this.elements >= MOST_ELEMENTS
  }
}

function treeOf(html: string): Tree {
  const tree = new BoundedTree()
  readHtml(html, tree, { mostSigns: MOST_SIGNS, mayGoOn: () => !tree.isFull })
  return tree.handler.root
}

/** Attributes in which shops keep a price for programs; elements of the page mostly have it as text. */
const FIELDS = ['content', 'data-price', 'data-product-price', 'data-price-amount', 'value']

/** The text of an element as a visitor sees it. */
function linesOf(element: Node): Line[] {
  const visible = new VisibleText()
  const walk = (node: Node) => {
    if (isText(node)) visible.text(node.data)
    else if (isElement(node)) {
      visible.open(node.name, node.attribs)
      for (const child of node.children) walk(child)
      visible.close()
    }
  }
  walk(element)
  visible.endLine()
  return visible.lines
}

function priceOf(element: Node, { hints }: Asked): WrittenPrice | null {
  const space = { text: ' ', isStruck: false }
  const seen = readMoney(
    linesOf(element).flatMap(({ pieces }) => [...pieces, space]),
    hints,
  )
  if (seen || !isElement(element)) return seen
  const field = FIELDS.map((name) => element.attribs[name]).find(
    (value) => value !== undefined && value !== '',
  )
  return field === undefined ? null : readMoney(field, { ...hints, isMachine: true })
}

const MOST_HITS = 100
const MOST_SELECTOR = 300

class TooMuchWork extends Error {}

/** What a selector looks at, counted, so that looking ends. */
function counted() {
  let steps = 0
  const isTag = (node: Node): node is Element => {
    steps += 1
    if (steps > MOST_STEPS) throw new TooMuchWork()
    return isElement(node)
  }
  return { ...DomUtils, isTag }
}

const UNREADABLE = 'The CSS selector cannot be read; write one such as “.product .price”.'

/** The elements that a selector matches, or why nobody can say. */
function hitsOf(html: string, selector: string): readonly Node[] | string {
  if (selector.length > MOST_SELECTOR || selector.trim() === '') return UNREADABLE
  try {
    return selectAll<Node, Element>(selector, treeOf(html), { adapter: counted() })
  } catch (error) {
    if (error instanceof TooMuchWork)
      return 'The CSS selector takes too long on this page; write a shorter one.'
    // What is thrown for selectors that are none has no class of its own.
    if (error instanceof Error) return UNREADABLE
    throw error
  }
}

const said = (reason: string): Found => ({ ...nothingOf('selector'), reasons: [reason] })

/** The price at a place that a person pointed out; a Found without a price says why there is none. */
export function readSelector(page: { html: string; selector: string }, asked: Asked): Found {
  const hits = hitsOf(page.html, page.selector)
  if (typeof hits === 'string') return said(hits)
  if (hits.length === 0) return said('Nothing on the page matches the CSS selector any more.')
  const prices = hits.slice(0, MOST_HITS).flatMap((hit) => {
    const read = priceOf(hit, asked)
    return read && read.price.minor > 0n ? [read] : []
  })
  const [first] = prices
  if (!first) return said('What the CSS selector matches holds no price.')
  const amounts = new Set(prices.map(({ price }) => price.minor))
  const many = `The CSS selector matches ${hits.length} places with ${amounts.size} different amounts; the first was taken.`
  return {
    ...nothingOf('selector'),
    price: first.price,
    other: first.other,
    compareAt: first.was,
    notes: first.notes,
    fit: amounts.size > 1 ? 0.4 : 1,
    reasons: amounts.size > 1 ? [many] : [],
  }
}
