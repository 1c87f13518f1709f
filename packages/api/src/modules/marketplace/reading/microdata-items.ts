import { WRITTEN } from './page.ts'
import type { DataNode, DataValue } from './page.ts'
import type { Attributes } from './visible-text.ts'

/** What an element of microdata or RDFa opened, to be closed with it. */
interface Opened {
  item: DataNode | null
  /** A property whose value is the text of the element. */
  reading: { item: DataNode; names: readonly string[]; text: string } | null
}

/** Most elements of a page are nothing of all this. */
const NOTHING: Opened = { item: null, reading: null }

const MOST_ITEMS = 400
const MOST_VALUES = 2_000
const MOST_SIGNS = 400
const SCHEMA = /^https?:\/\/schema\.org\//i

/** Names of schema.org without their address or prefix; others are left out. */
function namesOf(text: string | undefined): string[] {
  if (text === undefined) return []
  const names = text.slice(0, MOST_SIGNS).split(/\s+/)
  return names
    .map((name) => name.replace(SCHEMA, '').replace(/^schema:/i, ''))
    .filter((name) => /^[a-z]\w{0,60}$/i.test(name))
}

const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['a', 'href'],
  ['link', 'href'],
  ['img', 'src'],
  ['time', 'datetime'],
  ['data', 'value'],
  ['meter', 'value'],
  ['input', 'value'],
])

/** Values that stand in attributes; null where the text of the element is the value. */
function valueIn(name: string, attributes: Attributes): string | null {
  const attribute = ATTRIBUTES.get(name)
  const value = attributes['content'] ?? (attribute === undefined ? null : attributes[attribute])
  return value ?? (name === 'meta' ? '' : null)
}

function add(item: DataNode, names: readonly string[], value: DataValue): void {
  for (const name of names) {
    const before = Object.hasOwn(item, name) ? item[name] : undefined
    if (before === undefined) item[name] = value
    else if (!Array.isArray(before)) item[name] = [before, value]
    else if (before.length < MOST_VALUES) before.push(value)
  }
}

/** Builds nodes as JSON-LD has them from `itemscope` and `typeof`, out of the events of a parser. */
export class MicrodataItems {
  readonly items: DataNode[] = []
  private readonly opened: Opened[] = []
  /** Only those that collect text, from the outermost. */
  private readonly reading: NonNullable<Opened['reading']>[] = []
  private readonly within: DataNode[] = []
  private count = 0

  open(name: string, attributes: Attributes): void {
    const { itemprop, property, itemscope, itemtype, typeof: type, itemid, resource } = attributes
    const isScope = itemscope !== undefined || type !== undefined
    const names = namesOf(itemprop ?? property)
    if (!isScope && names.length === 0) {
      this.opened.push(NOTHING)
      return
    }
    const around = this.within.at(-1)
    if (isScope && this.count < MOST_ITEMS) {
      const item: DataNode = { '@type': namesOf(itemtype ?? type) }
      const id = itemid ?? resource
      if (id !== undefined) item['@id'] = id.slice(0, MOST_SIGNS)
      this.place(item, names)
      this.opened.push({ item, reading: null })
      return
    }
    const reading = around ? this.property(name, attributes, names) : null
    this.opened.push({ item: null, reading })
  }

  private place(item: DataNode, names: readonly string[]): void {
    const around = this.within.at(-1)
    if (around && names.length > 0) add(around, names, item)
    else this.items.push(item)
    this.within.push(item)
    this.count += 1
  }

  private property(name: string, attributes: Attributes, names: readonly string[]): Opened['reading'] {
    const item = this.within.at(-1)
    if (!item) return null
    const value = valueIn(name, attributes)
    if (value === null) {
      const reading = { item, names, text: '' }
      this.reading.push(reading)
      return reading
    }
    add(item, names, value.slice(0, MOST_SIGNS))
    return null
  }

  text(text: string): void {
    for (const one of this.reading.slice(0, 8))
      if (one.text.length < MOST_SIGNS) one.text += text.slice(0, MOST_SIGNS)
  }

  close(): void {
    const { item, reading } = this.opened.pop() ?? NOTHING
    if (item) this.within.pop()
    if (!reading) return
    this.reading.splice(this.reading.lastIndexOf(reading), 1)
    add(reading.item, reading.names, { [WRITTEN]: reading.text.trim() })
  }
}
