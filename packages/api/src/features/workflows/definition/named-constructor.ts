/**
 * The expression language tells maps from everything else by their `constructor`, and takes a field of that name for the answer:
 * it refuses the whole object. As a Map, which has its fields apart from itself, it is read like any other.
 */
const NAME = 'constructor'

type Fields = Readonly<Record<string, unknown>>

/** What JSON holds, and no instant. */
function isFields(value: object): value is Fields {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function holdsName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(holdsName)
  return isFields(value) && (Object.hasOwn(value, NAME) || Object.values(value).some(holdsName))
}

const mapped = (fields: Fields, each: (value: unknown) => unknown): Fields | Map<string, unknown> => {
  const pairs = Object.entries(fields).map(([name, value]) => [name, each(value)] as const)
  return Object.hasOwn(fields, NAME) ? new Map(pairs) : Object.fromEntries(pairs)
}

function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copied)
  return isFields(value) ? mapped(value, copied) : value
}

/** What a step answered is looked through once, and not again for each expression. */
const seen = new WeakMap<object, unknown>()

function part(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (!seen.has(value)) seen.set(value, holdsName(value) ? copied(value) : value)
  return seen.get(value)
}

function variable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  // Steps and items come and go in what holds them, so that is looked at each time.
  if (Array.isArray(value)) return value.map(part)
  return isFields(value) ? mapped(value, part) : value
}

/** Variables as expressions can read them, whatever their fields are called. */
export const readable = (variables: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, variable(value)]))
