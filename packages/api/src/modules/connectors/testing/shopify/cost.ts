import { getNamedType, isObjectType, Kind, valueFromASTUntyped } from 'graphql'
import type { DocumentNode, FieldNode, GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql'

/*
 * Shopify's price of a query: an object costs 1, a scalar nothing, a connection 2 and its nodes as often as they were
 * asked for, a mutation 10. What was asked for is taken from the bucket first; what was not used is given back.
 */

const CONNECTION = 2
const MUTATION = 10
export const MOST_PER_QUERY = 1000

type Values = Readonly<Record<string, unknown>>

interface Walk {
  document: DocumentNode
  variables: Values
}

const isRecord = (value: unknown): value is Values =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The fields of a selection, those of its fragments among them. */
export function fieldsIn(document: DocumentNode, set: SelectionSetNode | undefined): FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(document, selection.selectionSet)
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    )
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsIn(document, fragment.selectionSet) : []
  })
}

const keyOf = (field: FieldNode) => field.alias?.value ?? field.name.value

function typeOf(parent: GraphQLObjectType, field: FieldNode): GraphQLObjectType | undefined {
  const type = getNamedType(parent.getFields()[field.name.value]?.type)
  return isObjectType(type) ? type : undefined
}

function firstOf(walk: Walk, field: FieldNode): number {
  const argument = field.arguments?.find(({ name }) => name.value === 'first')
  const value = argument && valueFromASTUntyped(argument.value, walk.variables)
  return typeof value === 'number' ? value : 0
}

/** Without an answer the price asked for, with one the price of what came. */
function costOfConnection(
  walk: Walk,
  at: { type: GraphQLObjectType; field: FieldNode; answer: unknown },
): number {
  const nodes = fieldsIn(walk.document, at.field.selectionSet).flatMap((field) => {
    const value = isRecord(at.answer) ? at.answer[keyOf(field)] : undefined
    const type = typeOf(at.type, field)
    if (!type || field.name.value === 'pageInfo') return []
    if (field.name.value === 'nodes') return [{ type, field, items: listOf(value) }]
    return fieldsIn(walk.document, field.selectionSet).flatMap((inner) => {
      const node = typeOf(type, inner)
      const items = listOf(value).map((edge) => (isRecord(edge) ? edge[keyOf(inner)] : undefined))
      return node ? [{ type: node, field: inner, items }] : []
    })
  })
  const costs = nodes.map(({ type, field, items }) => {
    if (at.answer === undefined) {
      return firstOf(walk, at.field) * costOfObject(walk, { type, field, answer: undefined })
    }
    return items.reduce<number>((sum, answer) => sum + costOfObject(walk, { type, field, answer }), 0)
  })
  return costs.reduce((sum, cost) => sum + cost, CONNECTION)
}

function costOfObject(
  walk: Walk,
  at: { type: GraphQLObjectType; field: FieldNode; answer: unknown },
): number {
  if (at.answer === null) return 0
  if (at.type.name.endsWith('Connection')) return costOfConnection(walk, at)
  const inside = fieldsIn(walk.document, at.field.selectionSet).map((field) => {
    const type = typeOf(at.type, field)
    if (!type) return 0
    const answer = isRecord(at.answer) ? (at.answer[keyOf(field)] ?? null) : undefined
    return costOfObject(walk, { type, field, answer })
  })
  return inside.reduce((sum, cost) => sum + cost, 1)
}

export interface Priced extends Walk {
  schema: GraphQLSchema
  operationName: string | undefined
  /** What was answered; without it the price is the one asked for. */
  answer?: Values | null | undefined
}

export function costOf(query: Priced): number {
  const operation = query.document.definitions.find(
    (one) =>
      one.kind === Kind.OPERATION_DEFINITION &&
      (query.operationName === undefined || one.name?.value === query.operationName),
  )
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return 0
  const root = query.schema.getRootType(operation.operation)
  if (!root) return 0
  const fields = fieldsIn(query.document, operation.selectionSet)
  if (operation.operation === 'mutation') return fields.length * MUTATION
  return fields.reduce((sum, field) => {
    const type = typeOf(root, field)
    if (!type) return sum
    const answer = query.answer === undefined ? undefined : (query.answer?.[keyOf(field)] ?? null)
    return sum + costOfObject(query, { type, field, answer })
  }, 0)
}

export interface ThrottleStatus {
  maximumAvailable: number
  currentlyAvailable: number
  restoreRate: number
}

export interface Bucket {
  /** Whether there was enough; then it is taken. */
  take(cost: number): boolean
  giveBack(cost: number): void
  status(): ThrottleStatus
}

export interface Rate {
  maximumAvailable: number
  restoreRate: number
}

/** It fills again by the clock of the stand-in. */
export function bucketOf({ maximumAvailable, restoreRate }: Rate, now: () => number): Bucket {
  let available = maximumAvailable
  let filledAt = now()
  const fill = () => {
    available = Math.min(maximumAvailable, available + ((now() - filledAt) / 1000) * restoreRate)
    filledAt = now()
  }
  return {
    take(cost) {
      fill()
      if (cost > available) return false
      available -= cost
      return true
    },
    giveBack: (cost) => void (available = Math.min(maximumAvailable, available + cost)),
    status() {
      fill()
      return { maximumAvailable, currentlyAvailable: Math.floor(available), restoreRate }
    },
  }
}
