import { WRITTEN } from '../page.ts'
import type { DataNode, DataValue } from '../page.ts'

/** A product of structured data, and how it stands there. */
export interface ProductNode {
  node: DataNode
  /** In a list, or among what is recommended. */
  isListed: boolean
  /** The page says that this is what it is about. */
  isMain: boolean
}

export interface Nodes {
  products: ProductNode[]
  byId: ReadonlyMap<string, DataNode>
}

const PRODUCTS = new Set([
  'product',
  'productgroup',
  'individualproduct',
  'productmodel',
  'someproducts',
  'vehicle',
  'car',
  'book',
])
const LISTING = new Set([
  'itemlistelement',
  'isrelatedto',
  'issimilarto',
  'isaccessoryorsparepartfor',
  'isconsumablefor',
  'review',
  'reviews',
])
const MAIN = new Set(['mainentity', 'mainentityofpage'])
/** Of one product; they are read with it. */
const OWN = new Set(['hasvariant', 'offers', 'isvariantof', 'model'])

const MOST_NODES = 20_000
const MOST_DEPTH = 40

export const isNode = (value: unknown): value is DataNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as a list, arrays in arrays made flat. */
export function listOf(value: DataValue | undefined): DataValue[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? (value.flat(8).slice(0, 1_000) as DataValue[]) : [value]
}

export const nodesOf = (value: DataValue | undefined): DataNode[] => listOf(value).filter(isNode)

/** Text of a value: of its first where it has several; null where it has none. */
export function textOf(value: DataValue | undefined): string | null {
  const [first] = listOf(value)
  if (typeof first === 'string' || typeof first === 'number')
    return String(first).trim().slice(0, 500) || null
  if (!isNode(first)) return null
  const inner = first[WRITTEN] ?? first['@value'] ?? first['@id'] ?? first['name']
  return typeof inner === 'string' || typeof inner === 'number'
    ? String(inner).trim().slice(0, 500) || null
    : null
}

export const typesOf = (node: DataNode): string[] =>
  listOf(node['@type']).flatMap((type) =>
    typeof type === 'string' ? type.replace(/^.*[/:#]/, '').toLowerCase() : [],
  )

const isProduct = (node: DataNode) => typesOf(node).some((type) => PRODUCTS.has(type))

interface Step {
  value: DataValue
  depth: number
  isListed: boolean
  isMain: boolean
}

function stepsInto(node: DataNode, { depth, isListed, isMain }: Step): Step[] {
  const isOfProduct = isProduct(node)
  return Object.entries(node).flatMap(([name, value]) => {
    const key = name.toLowerCase()
    if (typeof value !== 'object' || value === null || (isOfProduct && OWN.has(key))) return []
    return {
      value,
      depth: depth + 1,
      isListed: isListed || LISTING.has(key) || isOfProduct,
      isMain: isMain || MAIN.has(key),
    }
  })
}

class Collection implements Nodes {
  readonly products: ProductNode[] = []
  readonly byId = new Map<string, DataNode>()

  add(node: DataNode, { isListed, isMain }: Step): void {
    const id = node['@id']
    if (typeof id === 'string' && Object.keys(node).length > 1 && !this.byId.has(id)) this.byId.set(id, node)
    if (isProduct(node)) this.products.push({ node, isListed, isMain })
    else if (isLoneOffer(node)) this.products.push({ node: productAround(node), isListed, isMain })
  }
}

const isLoneOffer = (node: DataNode) =>
  node['itemOffered'] === undefined && typesOf(node).some((type) => type.endsWith('offer'))
const productAround = (offer: DataNode): DataNode => ({
  '@type': 'Product',
  offers: offer,
  url: offer['url'] ?? null,
})

function stepsFrom(step: Step): Step[] {
  const { value, depth } = step
  if (Array.isArray(value))
    return value.slice(0, MOST_NODES).map((one) => ({ ...step, value: one, depth: depth + 1 }))
  return isNode(value) ? stepsInto(value, step) : []
}

/** Finds products wherever they stand, from the first to the last, without recursion and up to a bound. */
export function collectNodes(values: readonly DataValue[]): Nodes {
  const found = new Collection()
  const steps: Step[] = values
    .map((value) => ({ value, depth: 0, isListed: false, isMain: false }))
    .toReversed()
  for (let count = 0; count < MOST_NODES; count += 1) {
    const step = steps.pop()
    if (!step) break
    if (step.depth > MOST_DEPTH) continue
    if (isNode(step.value)) found.add(step.value, step)
    for (const next of stepsFrom(step).toReversed()) steps.push(next)
  }
  return found
}

/** A node that is only named by its id, as it is given elsewhere. */
export const resolved = (node: DataNode, byId: ReadonlyMap<string, DataNode>): DataNode => {
  const id = node['@id']
  return typeof id === 'string' && Object.keys(node).length === 1 ? (byId.get(id) ?? node) : node
}
